import type { Machine } from '../model/Trace.ts';
import { sayHop, sayLabel } from '../words/say.ts';
import type { Catalog } from '../words/en.ts';
import type { Network } from '../model/Address.ts';
import { withPort } from './addresses.ts';
import { hookOf } from './hookOf.ts';
import type { Timeline } from './timeline.ts';

/** The text twin of the picture: what each hop says, for the hop list, the screen reader and the tests. */
export interface HopLine {
  index: number;
  /** `n1`, `client`, `tomcat-3`. */
  place: string;
  /** `nat PREROUTING` or the like; empty at the ends of the way. */
  hook: string;
  label: string;
  sentence: string;
  reply: boolean;
  src: { text: string; network: Network };
  dst: { text: string; network: Network };
  changed: ('src' | 'dst')[];
  start: number;
  rest: number;
  end: number;
}

const placeOf = ({ places }: Catalog['hop'], { kind, name }: Machine): string =>
  kind === 'client' || kind === 'loadBalancer'
    ? places[kind]
    : kind === 'pod'
      ? name.slice(name.indexOf('/') + 1)
      : name;

export function hopList(timeline: Timeline): HopLine[] {
  return timeline.hops.map(({ index, hop, start, rest, end }) => {
    const { after, before } = hop;
    const fields: ('src' | 'dst')[] = [];
    if (after.dst !== before.dst || after.dport !== before.dport) fields.push('dst');
    if (after.src !== before.src || after.sport !== before.sport) fields.push('src');
    return {
      index,
      place: placeOf(timeline.words.hop, hop.at),
      hook: hookOf(hop),
      label: sayLabel(timeline.words, hop.label),
      sentence: sayHop(timeline.words, hop),
      reply: hop.reply,
      src: { text: withPort(after.src, after.sport), network: timeline.networkOf(after.src) },
      dst: { text: withPort(after.dst, after.dport), network: timeline.networkOf(after.dst) },
      changed: fields,
      start,
      rest,
      end,
    };
  });
}
