import type { SimulationResult } from '../model/Simulation.ts';
import type { Hop, Reach, Trace } from '../model/Trace.ts';
import { alignHops, type HopPair, likenessOf } from './alignHops.ts';
import { rulesTried } from './rulesTried.ts';

/** A chance in A and in B, 0…1. */
export interface Chances {
  a: number;
  b: number;
}

/** Who gets a new connection, or how it fails: how often in A and in B. */
export interface OutcomeDifference extends Chances {
  /** `namespace/name` of a Pod, name of a Node, or the result of a failure. */
  name: string;
  kind: 'pod' | 'node' | 'failure';
}

/** What is different between two variants of a scenario, for one connection. */
export interface Differences {
  ways: { a: Trace; b: Trace };
  rows: HopPair[];
  /** Whether the followed ways end differently. */
  ending: boolean;
  /** The first row whose hops do not do the same; null when the ways are the same. */
  parting: number | null;
  /** Every receiver and failure, the largest difference first. */
  outcomes: OutcomeDifference[];
  /** Source addresses that receivers see, with the chance of each. */
  sources: (Chances & { ip: string })[];
  /** Rules that the packet was held against on the followed ways, and hops of these. */
  tried: { a: number; b: number };
}

/** Chances are equal up to a tenth of a percent. */
export const differ = ({ a, b }: Chances): boolean => Math.abs(a - b) >= 0.001;

/** Adds up the chances of what each way of both is counted as. */
function tally(a: Reach, b: Reach, keyOf: (trace: Trace) => string | null): Map<string, Chances> {
  const sums = new Map<string, Chances>();
  for (const [side, { traces }] of [['a', a] as const, ['b', b] as const])
    for (const trace of traces) {
      const key = keyOf(trace);
      if (key === null) continue;
      const sum = sums.get(key) ?? { a: 0, b: 0 };
      sum[side] += trace.share;
      sums.set(key, sum);
    }
  return sums;
}

const byDifference = (x: Chances & { name: string }, y: Chances & { name: string }): number =>
  Math.abs(y.a - y.b) - Math.abs(x.a - x.b) || y.b - x.b || (x.name < y.name ? -1 : 1);

function outcomeOf({ ending }: Trace): Pick<OutcomeDifference, 'name' | 'kind'> {
  if (ending.result !== 'delivered') return { kind: 'failure', name: ending.result };
  return 'pod' in ending ? { kind: 'pod', name: ending.pod } : { kind: 'node', name: ending.node };
}

/** Who gets a new connection and how it fails, with the chances of both, the largest difference first. */
export function outcomesOf(a: Reach, b: Reach): OutcomeDifference[] {
  const key = (trace: Trace): string => JSON.stringify(outcomeOf(trace));
  return [...tally(a, b, key)]
    .map(([text, chances]) => ({ ...(JSON.parse(text) as Pick<OutcomeDifference, 'name' | 'kind'>), ...chances }))
    .sort(byDifference);
}

function sourcesOf(a: Reach, b: Reach): Differences['sources'] {
  const seen = ({ ending }: Trace): string | null => ('source' in ending && ending.source) || null;
  return [...tally(a, b, seen)]
    .map(([ip, chances]) => ({ ip, name: ip, ...chances }))
    .sort(byDifference)
    .map(({ ip, a: inA, b: inB }) => ({ ip, a: inA, b: inB }));
}

const FATES = new Set(['drop', 'reject', 'noListener', 'noRoute', 'deliver', 'answer']);

/** What is decided at a hop beside addresses. */
const fatesOf = ({ steps }: Hop): string[] =>
  steps.flatMap((step) => (step.kind === 'chooseNode' ? [step.node] : FATES.has(step.kind) ? [step.kind] : []));

/** What a hop does to the packet, however it is told: ports that a masquerade picks are chance. */
const doneAt = (hop: Hop): string => {
  const { at, hook, after } = hop;
  return JSON.stringify([at.name, hook, after.src, after.dst, after.dport, after.flags, fatesOf(hop)]);
};

/** The first row at which the ways do not do the same thing. */
function partingOf(rows: readonly HopPair[], a: Trace, b: Trace): number | null {
  const at = rows.findIndex((row) => {
    const [one, other] = [a.hops[row.a ?? -1], b.hops[row.b ?? -1]];
    return !one || !other || doneAt(one) !== doneAt(other);
  });
  return at < 0 ? null : at;
}

const triedOn = ({ hops }: Trace): number => hops.reduce((sum, hop) => sum + rulesTried(hop).length, 0);

/** Whether both end at the same receiver, or fail alike. */
export const sameReceiver = (one: Trace, other: Trace): boolean =>
  JSON.stringify(outcomeOf(one)) === JSON.stringify(outcomeOf(other));

/**
 * The way of A that is to be seen beside a way of B. What the seed takes, if it ends at the same receiver; else the way
 * to this receiver that is most alike; else what the seed takes. So the two pictures differ by what the variants
 * do, and not by chance.
 */
export function wayBeside(a: SimulationResult, b: Trace): number {
  const traces = a.reach?.traces ?? [];
  const taken = Math.max(0, a.taken);
  const likeness = traces.map((trace) => (sameReceiver(trace, b) ? likenessOf(trace.hops, b.hops) : -1));
  const best = Math.max(-1, ...likeness);
  if (best < 0 || likeness[taken] === best) return taken;
  return likeness.indexOf(best);
}

/** What is different for one connection; null when one of the variants has none. */
export function differences(a: SimulationResult, b: SimulationResult, wayA: number, wayB: number): Differences | null {
  const [one, other] = [a.reach?.traces[wayA], b.reach?.traces[wayB]];
  if (!a.reach || !b.reach || !one || !other) return null;
  const rows = alignHops(one.hops, other.hops);
  return {
    ways: { a: one, b: other },
    rows,
    ending: JSON.stringify(one.ending) !== JSON.stringify(other.ending),
    parting: partingOf(rows, one, other),
    outcomes: outcomesOf(a.reach, b.reach),
    sources: sourcesOf(a.reach, b.reach),
    tried: { a: triedOn(one), b: triedOn(other) },
  };
}
