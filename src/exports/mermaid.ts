import type { Packet } from '../model/Packet.ts';
import type { Hop, Machine, Trace } from '../model/Trace.ts';
import { withPort } from '../scene/addresses.ts';
import { segmentPlace } from '../scene/hopWords.ts';
import { withEscapes } from '../scene/visibleText.ts';
import type { Catalog } from '../words/en.ts';
import { sayHop, sayReason } from '../words/say.ts';

/** What Mermaid would take for a sign of its own, as the entity that it prints as that sign (mermaid: encodeEntities). */
const plain = (text: string): string =>
  withEscapes(text.replace(/\s+/g, ' ')).replace(/[#;<>{}[\]"\\%]/g, (sign) => `#${sign.codePointAt(0)};`);

const packetText = ({ protocol, flags, src, sport, dst, dport }: Packet): string =>
  [protocol.toUpperCase(), flags, withPort(src, sport), '→', withPort(dst, dport)].filter(Boolean).join(' ');

/** What is on the wire between two hops: what the first sends, or, where that is the end of the way there, the answer. */
const onWire = (from: Hop, to: Hop): Packet => (from.reply === to.reply ? from.after : to.before);

/** A hop that only passes the packet on needs no note. */
const tells = ({ steps }: Hop): boolean =>
  steps.some(({ kind }) => kind !== 'rules' && kind !== 'route' && kind !== 'send');

/**
 * A connection as a sequence diagram in Mermaid's language: a participant for each machine, an arrow for each wire with
 * the packet on it, a note for what a machine does.
 */
export function mermaid({ hops, ending, reason }: Trace, words: Catalog): string {
  const machines: Machine[] = [];
  const idOf = ({ kind, name }: Machine): string => {
    const at = machines.findIndex((known) => known.kind === kind && known.name === name);
    return `m${at < 0 ? machines.push({ kind, name }) - 1 : at}`;
  };
  const lines = hops.flatMap((hop, i) => {
    const here = idOf(hop.at);
    const before = hops[i - 1];
    const from = before && idOf(before.at);
    const arrow = hop.reply ? '-->>' : '->>';
    return [
      ...(before && from !== here ? [`${from}${arrow}${here}: ${plain(packetText(onWire(before, hop)))}`] : []),
      ...(tells(hop) ? [`Note over ${here}: ${plain(sayHop(words, hop))}`] : []),
    ];
  });
  const last = hops.at(-1);
  const end = sayReason(words, reason);
  if (last && ending.result !== 'delivered' && sayHop(words, last) !== end)
    lines.push(`Note over ${idOf(last.at)}: ✕ ${plain(end)}`);
  const participants = machines.map(
    (machine, i) => `participant m${i} as ${plain(segmentPlace(words.hop, { at: machine }))}`,
  );
  return ['sequenceDiagram', ...[...participants, ...lines].map((line) => `  ${line}`)].join('\n');
}
