import type { Hop, Trace } from '../model/Trace.ts';
import { sayReason, saySeen } from '../words/say.ts';
import type { Catalog } from '../words/en.ts';
import type { Way } from './path.ts';
import type { Scene } from './Scene.ts';
import type { TimelineHop } from './TimelineHop.ts';

/** What stays in the picture beside the packet: endings with their shape and word, and what a Node remembers. */
export interface TimelineEvent {
  kind: 'delivered' | 'refused' | 'dropped' | 'unreachable' | 'unresolved' | 'timeout' | 'seen' | 'ticket' | 'chose';
  /** Visible from here until there. */
  from: number;
  until: number;
  hop: number;
  x: number;
  y: number;
  /** A box that the text should stand beside, by its key. */
  at: string;
  text: string;
}

const ruleWords = (catalog: Catalog, hop: Hop): string => {
  const words = catalog.scene;
  for (const step of hop.steps) {
    if (step.kind === 'drop') return sayReason(catalog, step.reason);
    if (step.kind === 'reject') return `REJECT with ${step.with}`;
    if (step.kind === 'noListener') return words.noListener(step.port);
    if (step.kind === 'noRoute') return words.noRoute(step.to);
  }
  return '';
};

const translates = (hop: Hop): boolean => !hop.reply && hop.steps.some((s) => s.kind === 'translate');
const undoes = (hop: Hop): boolean => hop.reply && hop.steps.some((s) => s.kind === 'untranslate');

/** Each ending has a shape and a word, drawn where it happened; see experience.md, B2. */
export function eventsOf(trace: Trace, hops: TimelineHop[], way: Way, scene: Scene): TimelineEvent[] {
  const words = scene.words.scene;
  const events: TimelineEvent[] = [];
  const put = (
    kind: TimelineEvent['kind'],
    hop: TimelineHop,
    text: string,
    from = hop.rest,
    until = Infinity,
  ): void => {
    const stop = way.stops[hop.stop]!;
    const { cx, cy } = way.rests[hop.stop]!;
    events.push({ kind, from, until, hop: hop.index, x: cx, y: cy, at: stop.key, text });
  };
  for (const hop of hops) {
    const steps = hop.hop.steps;
    if (!hop.hop.reply && steps.some((s) => s.kind === 'deliver') && trace.ending.result === 'delivered') {
      put('delivered', hop, 'source' in trace.ending ? words.sees(trace.ending.source ?? '') : words.answers);
    }
    if (steps.some((s) => s.kind === 'drop')) put('dropped', hop, ruleWords(scene.words, hop.hop));
    if (steps.some((s) => s.kind === 'reject' || s.kind === 'noListener'))
      put('refused', hop, ruleWords(scene.words, hop.hop));
    if (steps.some((s) => s.kind === 'noRoute')) {
      put(trace.ending.result === 'timeout' ? 'dropped' : 'unreachable', hop, ruleWords(scene.words, hop.hop));
    }
    const choice = steps.find((s) => s.kind === 'chooseNode');
    if (choice?.kind === 'chooseNode') put('chose', hop, words.chose(choice.node));
    if (translates(hop.hop)) {
      const collected = hops.find((h) => h.index > hop.index && undoes(h.hop) && h.hop.at.name === hop.hop.at.name);
      const kept = events.some((e) => e.kind === 'ticket' && hops[e.hop]!.hop.at.name === hop.hop.at.name);
      if (!kept) put('ticket', hop, '', hop.rest, collected?.rest ?? Infinity);
    }
  }
  const last = hops.at(-1)!;
  const { result } = trace.ending;
  const reason = sayReason(scene.words, trace.reason);
  const died = events.some((e) => e.kind === 'dropped' || e.kind === 'refused' || e.kind === 'unreachable');
  if (!died && result === 'timeout') put('dropped', last, reason);
  if (!died && result === 'refused') put('refused', last, reason);
  if (!died && result === 'unreachable') put('unreachable', last, reason);
  const seen = saySeen(scene.words, trace.seen);
  if (result === 'unresolved') put('unresolved', last, seen);

  const first = way.stops[0]!;
  // one box has room for one word: where the connection ended at its sender, that is said already
  if (events.some(({ at, kind }) => at === first.key && /^(delivered|refused|unreachable|unresolved)$/.test(kind)))
    return events;
  const box = scene.outsiders.find((o) => `client/${o.key}` === first.key);
  events.push({
    kind: result === 'timeout' ? 'timeout' : 'seen',
    from: last.rest,
    until: Infinity,
    hop: last.index,
    x: box ? box.rect.x + box.rect.w / 2 : way.rests[0]!.cx,
    y: box ? box.rect.y + box.rect.h / 2 : way.rests[0]!.cy,
    at: first.key,
    text: seen,
  });
  return events;
}
