import { causesOf } from '../../../app/causes.ts';
import { lineTextAt } from '../../../app/lines.ts';
import { sayLine } from '../../../app/sayLines.ts';
import type { Packet } from '../../../model/Packet.ts';
import type { Hop, Trace } from '../../../model/Trace.ts';
import { networksOf, withPort } from '../../../scene/addresses.ts';
import { endingOf, headingOf, objectWords, whereOf } from '../../../scene/hopWords.ts';
import { rulesTried } from '../../../scene/rulesTried.ts';
import { withEscapes } from '../../../scene/visibleText.ts';
import { sayHop, sayReason, sayRule, saySeen } from '../../../words/say.ts';
import { element, marked } from '../elements.ts';
import type { Bench } from './Bench.ts';

/** More fields than these behind a hop are not named. */
const CAUSES = 3;

/** The hop that is shown: what happened, the packet before and after, the rules that decided, the lines behind them. */
export function inspectorPanel(bench: Bench): HTMLElement {
  const { words } = bench.set;
  const root = element('div', { class: 'card', tabindex: '0', role: 'region', 'aria-label': words.inspector.name });
  bench.subscribe(() => {
    const { now } = bench;
    root.replaceChildren(...(now ? cardOf(bench, now) : [element('p', {}, words.inspector.nothing)]));
    root.scrollTop = 0;
  });
  return root;
}

function cardOf(bench: Bench, { trace, index, hop }: { trace: Trace; index: number; hop: Hop }): HTMLElement[] {
  const { words } = bench.set;
  const networkOf = networksOf(bench.result);
  const told = (text: string): (Node | string)[] => marked(withEscapes(text), networkOf, words.picture.networks);
  return [
    element('h2', {}, headingOf(words.hop, hop)),
    element('p', { class: 'where' }, whereOf(words.inspector, hop, index, trace)),
    packetOf(bench, hop, told),
    element('p', {}, ...told(sayHop(words, hop))),
    ...rulesOf(bench, hop),
    ...becauseOf(bench, hop),
    nextOf(bench, trace, index, told),
  ];
}

type TellText = (text: string) => (Node | string)[];

/** The packet after the hop; what the hop changed with the old value struck through. */
function packetOf(bench: Bench, { before, after }: Hop, told: TellText): HTMLElement {
  const words = bench.set.words.inspector;
  const end = (packet: Packet, at: 'src' | 'dst'): string =>
    at === 'src' ? withPort(packet.src, packet.sport) : withPort(packet.dst, packet.dport);
  const row = (name: string, at: 'src' | 'dst'): HTMLElement => {
    const [old, now] = [end(before, at), end(after, at)];
    if (now === '') return element('div', {}, element('dt', {}, name), element('dd', {}, words.noAddress));
    const value = old === now ? told(now) : [element('del', {}, ...told(old)), ' ', element('ins', {}, ...told(now))];
    return element('div', {}, element('dt', {}, name), element('dd', {}, ...value));
  };
  const what = `${after.protocol.toUpperCase()} ${after.flags}`.trim();
  return element(
    'dl',
    {},
    element('div', {}, element('dt', {}, words.packet), element('dd', {}, what)),
    row(words.from, 'src'),
    row(words.to, 'dst'),
  );
}

/** The rules that decided, and those on the way there that a manifest made. */
function rulesOf(bench: Bench, hop: Hop): HTMLElement[] {
  const { words } = bench.set;
  const rows = rulesTried(hop).filter(({ rule, decided }) => decided || (rule.matched && rule.because.length > 0));
  if (rows.length === 0) return [];
  const items = rows.map(({ rule, decided }) =>
    element('li', { class: decided ? 'decided' : '' }, withEscapes(sayRule(words, rule))),
  );
  return [element('ul', { class: 'rules', 'aria-label': words.inspector.rules }, ...items)];
}

/** The fields of the text behind the hop. */
function becauseOf(bench: Bench, hop: Hop): HTMLElement[] {
  const { words, state } = bench.set;
  const causes = causesOf(hop).slice(0, CAUSES);
  if (causes.length === 0) return [];
  const told = causes.map((cause, i) => {
    const span = bench.places.text === state.yaml ? bench.places.of(cause) : null;
    const { firstCause, nextCause } = words.inspector;
    const line = span ? [sayLine(words, state.yaml, span.start)] : cause.path ? [element('code', {}, cause.path)] : [];
    return element(
      'p',
      {},
      `${i === 0 ? firstCause : nextCause} `,
      element('b', {}, objectWords(cause.object)),
      ' ',
      ...line,
      ...(span && i === 0
        ? [' ', element('code', { class: 'lit' }, withEscapes(lineTextAt(state.yaml, span).slice(0, 120)))]
        : []),
    );
  });
  return [element('div', { class: 'because', role: 'group', 'aria-label': words.inspector.because }, ...told)];
}

/** What comes next, or how it ended. */
function nextOf(bench: Bench, trace: Trace, index: number, told: TellText): HTMLElement {
  const { words } = bench.set;
  const next = trace.hops[index + 1];
  if (next)
    return element('p', { class: 'next' }, element('b', {}, words.inspector.next), ...told(sayHop(words, next)));
  const { mark, tone, text } = endingOf(words.hop, trace);
  const reason = sayReason(words, trace.reason);
  return element(
    'div',
    { class: `next ${tone}` },
    element('p', {}, element('b', {}, element('span', { 'aria-hidden': 'true' }, `${mark} `), ...told(text))),
    ...(reason ? [element('p', {}, ...told(reason))] : []),
    element('p', { class: 'where' }, words.inspector.senderSees, ...told(saySeen(words, trace.seen))),
  );
}
