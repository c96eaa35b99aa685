import type { Network } from '../model/Address.ts';
import type { Hop, Reach, Trace } from '../model/Trace.ts';
import type { NetworkOf } from './addresses.ts';
import type { Lanes } from './lanes.ts';
import { narrowColumn } from './measures.ts';
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

const requestOf = (trace: Trace): Hop[] => trace.hops.filter((h) => !h.reply);
const placeKey = (hop: Hop | undefined): string => (hop ? `${hop.at.kind}/${hop.at.name}|${hop.hook ?? ''}` : '');
const hopKey = (hop: Hop | undefined): string => (hop ? `${placeKey(hop)}|${hop.after.dst}` : '');

/** Where two ways part: the hop that decided it, and what it decided for the other. */
interface Parting {
  decision: number;
  /** `rules`: a rule chose another destination; `machine`: the hop before chose another machine. */
  by: 'rules' | 'machine';
  other: string;
}

function partingOf(taken: Trace, other: Trace): Parting {
  const [a, b] = [requestOf(taken), requestOf(other)];
  let i = 0;
  while (i < a.length && i < b.length && hopKey(a[i]) === hopKey(b[i])) i++;
  // At another place: the hop before chose. At one place but with another destination: a rule there chose, or a load
  // balancer that opens a connection of its own.
  if (placeKey(a[i]) !== placeKey(b[i])) return { decision: Math.max(0, i - 1), by: 'machine', other: placeKey(b[i]) };
  return a[i]?.at.kind === 'loadBalancer'
    ? { decision: i, by: 'machine', other: placeKey(b[i + 1]) }
    : { decision: i, by: 'rules', other: hopKey(b[i]) };
}

const mostGhosts = 12;

/** Ways from one decision share their lanes, like branches of one stem, clear of the way taken. */
function sharedLanes(laying: Laying): Lanes {
  const taken = new Map<string, number>();
  return {
    take(strip) {
      const lane = taken.get(strip) ?? laying.lanes.take(strip, -1e6, 1e6);
      taken.set(strip, lane);
      return lane;
    },
  };
}

/**
 * The ways that the connection could have taken at each decision of the one it took. What a rule chose is drawn to its
 * end; the load balancer's choice of a Node only to that Node's door, because what would have happened there is another
 * story. Also the chance of the way taken at its last such decision, and the hop to write it at.
 */
export function layGhosts(
  laying: Laying,
  reach: Reach,
  taken: number,
  networkOf: NetworkOf,
): { ghosts: Ghost[]; chance: number; chanceHop: number } {
  const chosen = reach.traces[taken];
  if (!chosen) return { ghosts: [], chance: 1, chanceHop: -1 };
  const partings = reach.traces.map((trace, i) => (i === taken ? null : partingOf(chosen, trace)));
  const last = Math.max(-1, ...partings.map((p) => p?.decision ?? -1));
  const groups = new Map<string, { trace: number; share: number; parting: Parting }>();
  reach.traces.forEach((trace, i) => {
    const parting = partings[i];
    if (!parting) return;
    const key = `${parting.decision} ${parting.other}`;
    const group = groups.get(key);
    if (!group) groups.set(key, { trace: i, share: trace.share, parting });
    else {
      group.share += trace.share;
      if (trace.share > reach.traces[group.trace]!.share) group.trace = i;
    }
  });
  const shareOf = (counts: (way: number) => boolean): number =>
    reach.traces.reduce((sum, trace, i) => sum + (counts(i) ? trace.share : 0), 0);
  // Ways beyond those that are listed may part anywhere: counted at each decision, they leave no chance too large.
  const unlisted = reach.truncated ? Math.max(0, 1 - shareOf(() => true)) : 0;
  const reaching = (decision: number): number =>
    unlisted + shareOf((i) => (partings[i]?.decision ?? Infinity) >= decision);
  const shared = new Map<number, Lanes>();
  const lanesOf = (decision: number): Lanes => {
    const lanes = shared.get(decision) ?? sharedLanes(laying);
    shared.set(decision, lanes);
    return lanes;
  };
  const ghosts: Ghost[] = [];
  for (const { trace: index, share, parting } of groups.values()) {
    const { decision, by } = parting;
    if (ghosts.length >= mostGhosts) break;
    const hops = requestOf(reach.traces[index]!);
    const until = by === 'rules' ? hops.length : decision + 2;
    const way = layWay({ ...laying, lanes: lanesOf(decision) }, hops.slice(decision, until), networkOf);
    const points = way.legs.flatMap((l) => l.stretches.flatMap((s) => s.points)).map(({ x, y }) => ({ x, y }));
    const end = way.stops.at(-1)!;
    if (points.length < 2) continue;
    if (by === 'machine' && end.kind === 'shelf') points.at(-1)!.y = end.column!.base.y + end.column!.base.h;
    const chance = share / Math.max(reaching(decision), 1e-9);
    ghosts.push({
      trace: index,
      chance,
      points,
      network: way.legs.at(-1)!.network,
      label: labelOf(way, way.stops.length - 1, by),
    });
  }
  const byRules = partings.some((p) => p?.decision === last && p.by === 'rules');
  const chanceHop = last < 0 ? -1 : byRules ? requestOf(chosen).length - 1 : last + 1;
  return { ghosts, chance: chosen.share / Math.max(reaching(last), 1e-9), chanceHop };
}

/**
 * On a right corner of a Pod's card; beside the name of the Node that a machine chose; for a Pod of a Node that is one
 * of many, over those: clear of all ways.
 */
export function labelOf(way: Way, at: number, by: Parting['by'] = 'rules'): { x: number; y: number } {
  const stop = way.stops[at]!;
  const rest = way.rests[at]!;
  const { rect, column } = stop;
  if (stop.kind === 'pod') {
    // a narrow column has no room beside its cards: between two cards, over no name, and not beyond the column's gap
    const x = Math.min(rect.x + rect.w + 18, column!.lanes[stop.pile]! - 6);
    return { x, y: column!.storeys.w < narrowColumn ? rect.y + rect.h : rect.y };
  }
  if (stop.kind === 'cell' && by === 'rules') {
    const { x, y, w } = column!.storeys;
    return { x: Math.min(rest.x + 17, x + w - 30), y: y + 8 };
  }
  // what stands for many Nodes has one label for all of them, under its name and their number
  if (stop.kind === 'cell') return { x: column!.base.x + column!.base.w - 40, y: column!.base.y + column!.base.h + 5 };
  if (column) {
    const { x, y, w, h } = column.base;
    if (column.storeys.w >= narrowColumn) return { x: x + Math.max(w - 54, 54), y: y + 12 };
    // a narrow base has no room beside a name: on its lower edge, and where that is the picture's, right of a short one
    return { x: x + w - 27, y: h > 40 ? y + h + 3 : y + 12 };
  }
  return { x: rest.x, y: rest.y };
}
