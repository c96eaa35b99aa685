import type { Network } from '../model/Address.ts';
import type { Reach, Trace } from '../model/Trace.ts';
import type { NetworkOf } from './addresses.ts';
import { type Laying, layWay, type Way } from './path.ts';

/** A way not taken: dotted, with its chance. */
export interface Ghost {
  /** Index into `reach.traces`: what a click takes. */
  trace: number;
  /** Chance of this way at the point where it leaves the way taken, 0…1. */
  chance: number;
  points: { x: number; y: number }[];
  network: Network;
  /** Centre of the label. */
  label: { x: number; y: number };
}

const requestOf = (trace: Trace) => trace.hops.filter((h) => !h.reply);
const hopKey = (trace: Trace, i: number): string => {
  const hop = requestOf(trace)[i];
  return hop ? `${hop.at.kind}/${hop.at.name}|${hop.hook ?? ''}|${hop.after.dst}` : '';
};
const samePlace = (a: Trace, b: Trace, i: number): boolean => {
  const [x, y] = [requestOf(a)[i], requestOf(b)[i]];
  return x !== undefined && y !== undefined && x.at.name === y.at.name && x.hook === y.hook;
};

/** How many hops two traces have in common before they part. */
function partAt(taken: Trace, other: Trace): number {
  let i = 0;
  while (i < requestOf(taken).length && hopKey(taken, i) === hopKey(other, i)) i++;
  return i;
}

const mostGhosts = 12;

/**
 * The ways that the connection could have taken at each decision of the one it took. At the last decision they are
 * drawn to their end; at earlier ones (the load balancer's choice of a Node) only to the next stop, because what
 * would have happened there is another story.
 */
export function layGhosts(laying: Laying, reach: Reach, taken: number, networkOf: NetworkOf): { ghosts: Ghost[]; chance: number } {
  const chosen = reach.traces[taken];
  if (!chosen) return { ghosts: [], chance: 1 };
  const parts = reach.traces.map((trace, i) => (i === taken ? -1 : partAt(chosen, trace)));
  const last = Math.max(-1, ...parts);
  const ghosts: Ghost[] = [];
  const groups = new Map<string, { trace: number; share: number; part: number }>();
  reach.traces.forEach((trace, i) => {
    const part = parts[i]!;
    if (part < 0) return;
    const key = `${part} ${hopKey(trace, part)}`;
    const group = groups.get(key);
    if (!group) groups.set(key, { trace: i, share: trace.share, part });
    else {
      group.share += trace.share;
      if (trace.share > reach.traces[group.trace]!.share) group.trace = i;
    }
  });
  const reaching = (part: number): number =>
    reach.traces.reduce((sum, trace, i) => sum + (i === taken || parts[i]! >= part ? trace.share : 0), 0);
  for (const { trace: index, share, part } of groups.values()) {
    if (ghosts.length >= mostGhosts) break;
    const other = reach.traces[index]!;
    const hops = requestOf(other);
    const fork = Math.max(0, samePlace(chosen, other, part) ? part : part - 1);
    const until = part === last && last > 0 ? hops.length : part + 1;
    const way = layWay(laying, hops.slice(fork, Math.max(until, fork + 1)), networkOf);
    const points = way.legs.flatMap((l) => l.stretches.flatMap((s) => s.points));
    if (points.length < 2) continue;
    const chance = share / Math.max(reaching(part), 1e-9);
    ghosts.push({ trace: index, chance, points, network: way.legs.at(-1)!.network, label: labelOf(way, laying) });
  }
  return { ghosts, chance: chosen.share / Math.max(reaching(last), 1e-9) };
}

/** Beside the card that the way ends at, in its strip of lanes; for a way that ends at a Node, under its base. */
export function labelOf(way: Way, laying: Laying): { x: number; y: number } {
  const stop = way.stops.at(-1)!;
  const rest = way.rests.at(-1)!;
  if (stop.kind === 'pod') return { x: stop.rect.x + stop.rect.w + 18, y: rest.y };
  if (stop.column) return { x: rest.x, y: (stop.column.base.y + stop.column.base.h + laying.scene.wire.y) / 2 };
  return { x: rest.x, y: rest.y };
}
