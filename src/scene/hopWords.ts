import type { Hop, Machine, Step, Trace } from '../model/Trace.ts';
import type { Catalog } from '../words/en.ts';
import { hookOf } from './hookOf.ts';

type Words = Catalog['hop'];

/** A machine as a reader calls it: `n2`, `web-1`, `the load balancer`. */
export function machineName(words: Words, { kind, name }: Machine): string {
  if (kind === 'client' || kind === 'loadBalancer') return words[kind];
  return kind === 'pod' ? name.replace(/^default\//, '') : name;
}

const has = <K extends Step['kind']>(hop: Hop, kind: K): Extract<Step, { kind: K }>[] =>
  hop.steps.filter((step): step is Extract<Step, { kind: K }> => step.kind === kind);

/** What happened at a hop, in a few words: the inspector's heading. */
export function headingOf(words: Words, hop: Hop): string {
  const at = machineName(words, hop.at);
  const fields = (steps: { field: 'dst' | 'src' }[]): string => {
    const dst = steps.some((s) => s.field === 'dst');
    const src = steps.some((s) => s.field === 'src');
    return words.fields[dst && src ? 'both' : dst ? 'dst' : 'src'];
  };
  if (has(hop, 'drop').length > 0) return words.dropped(at);
  if (has(hop, 'reject').length > 0) return words.refused(at);
  if (has(hop, 'noListener').length > 0) return words.noListener(at);
  if (has(hop, 'noRoute').length > 0) return words.noRoute(at);
  const translated = has(hop, 'translate');
  if (translated.length > 0) return words.translated(fields(translated), at);
  const undone = has(hop, 'untranslate');
  if (undone.length > 0) return words.translatedBack(fields(undone), at);
  if (has(hop, 'encapsulate').length > 0) return words.wrapped(at);
  if (has(hop, 'decapsulate').length > 0) return words.unwrapped(at);
  const chosen = has(hop, 'chooseNode')[0];
  if (chosen) return words.picks(at, chosen.node);
  if (has(hop, 'answer').length > 0) return words.answers(at);
  if (has(hop, 'deliver').length > 0) {
    if (!hop.reply) return words.delivered(at);
    return hop.label[0] === 'refused' ? words.isRefused(at) : words.hasAnswer(at);
  }
  const name = has(hop, 'resolve')[0];
  if (name) return words.looksUp(at, name.name);
  if (has(hop, 'send').length > 0) return words.sends(at);
  if (has(hop, 'route').length > 0) return words.passesOn(at);
  return words.at(at);
}

/** The first line of a hop's segment in the timeline. */
export const segmentPlace = (words: Words, { at }: Pick<Hop, 'at'>): string =>
  at.kind === 'client' || at.kind === 'loadBalancer' ? words.places[at.kind] : machineName(words, at);

/** `✓ delivered: web-1 sees 192.168.251.102`: how the connection ended, shape and words. */
export function endingOf(words: Words, { ending }: Trace): { mark: string; tone: 'ok' | 'bad' | 'warn'; text: string } {
  const { endings } = words;
  switch (ending.result) {
    case 'delivered': {
      const text =
        'pod' in ending
          ? endings.pod(ending.pod.replace(/^default\//, ''), ending.source ?? '')
          : endings.node(ending.node);
      return { mark: '✓', tone: 'ok', text };
    }
    case 'refused':
    case 'unreachable':
      return { mark: '↩', tone: 'bad', text: endings[ending.result] };
    case 'timeout':
      return { mark: '✕', tone: 'bad', text: endings.timeout };
    case 'unresolved':
      return { mark: '?', tone: 'warn', text: endings.unresolved };
  }
}

/** `hop 3 of 9 · nat PREROUTING`: the line below the inspector's heading. */
export const whereOf = (words: Catalog['inspector'], hop: Hop, index: number, trace: Trace): string =>
  [words.hop(index + 1, trace.hops.length), hookOf(hop), hop.reply ? words.wayBack : ''].filter(Boolean).join(' · ');

/** `Service/default/web` as it is read: `Service web`. */
export function objectWords(key: string): string {
  const [kind = '', namespace = '', name = ''] = key.split('/');
  return `${kind} ${namespace && namespace !== 'default' ? `${namespace}/` : ''}${name}`;
}

/** `33.3 %`; of what is rarer than one in a thousand one digit that is not nought, `0.07 %`. */
export function percent(share: number): string {
  const hundredth = share * 100;
  const digits = hundredth > 0 && hundredth < 0.1 ? Math.min(9, Math.ceil(-Math.log10(hundredth))) : 1;
  return `${hundredth.toFixed(digits)} %`;
}
