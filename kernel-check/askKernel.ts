import type { Cluster } from '../src/engine/cluster/Cluster.ts';
import { heard, type Prediction, triesFor } from './compare.ts';
import type { Flow } from './generateFlows.ts';
import type { Lab } from './Lab.ts';

/** Connections of the first look at each flow. */
const FIRST = 8;
/** Of a further look at those that were silent against expectation: few at once, so that no buffer overflows. */
const AGAIN = 16;
/**
 * How long silence is listened to, ms. TCP asks again after 1 s, and that is heard out: an ICMP error that comes
 * back while connect() still holds the socket is dropped by Linux (TcpExtLockDroppedIcmps).
 */
const SILENCE = 1500;
/** What is silent against expectation is listened to for longer and longer, up to this. */
const LONGEST = 4 * SILENCE;

export interface Tried {
  flow: Flow;
  prediction: Prediction;
  /** What was seen, each with how often. */
  seen: Map<string, number>;
}

/** Makes connections: one wave, each flow as often as `count` says, all at once. */
export async function wave(
  lab: Lab,
  cluster: Cluster,
  flows: readonly { flow: Flow; count: number }[],
  wait = SILENCE,
): Promise<string[][]> {
  const bySeat = new Map<string, number[]>();
  flows.forEach(({ flow }, i) => {
    const seat = lab.seat(flow.from, cluster);
    bySeat.set(seat, [...(bySeat.get(seat) ?? []), i]);
  });
  const seen: string[][] = flows.map(() => []);
  await Promise.all(
    [...bySeat].map(async ([seat, indexes]) => {
      const orders = indexes.map((i) => {
        const { flow, count } = flows[i] as { flow: Flow; count: number };
        return { protocol: flow.protocol, ip: flow.ip, port: flow.port, count };
      });
      const answers = await lab.agent(seat).dial(orders, wait);
      indexes.forEach((i, n) => (seen[i] = (answers[n] ?? []).map(heard)));
    }),
  );
  return seen;
}

/**
 * Tries flows until all that is predicted has been seen, or would have been. A silence that was not expected is
 * listened to again, for longer each time: on a busy machine an answer can be late.
 */
export async function askKernel(
  lab: Lab,
  cluster: Cluster,
  flows: readonly { flow: Flow; prediction: Prediction }[],
): Promise<Tried[]> {
  const all = flows.map((one): Tried => ({ ...one, seen: new Map() }));
  const note = (tried: Tried, outcomes: readonly string[]): void => {
    for (const outcome of outcomes) tried.seen.set(outcome, (tried.seen.get(outcome) ?? 0) + 1);
  };
  const first = await wave(
    lab,
    cluster,
    all.map(({ flow, prediction }) => ({ flow, count: prediction.size > 1 ? FIRST : 2 })),
  );
  all.forEach((tried, i) => note(tried, first[i] ?? []));

  const more = all.filter((tried) => lacking(tried) > 0);
  const second = await wave(
    lab,
    cluster,
    more.map((tried) => ({ flow: tried.flow, count: lacking(tried) })),
  );
  more.forEach((tried, i) => note(tried, second[i] ?? []));

  for (let wait = SILENCE * 2; wait <= LONGEST; wait *= 2) {
    const late = all.filter((tried) => isLate(tried) || lacking(tried) > 0);
    if (late.length === 0) break;
    const counts = late.map((tried) => ({ flow: tried.flow, count: Math.max(AGAIN, lacking(tried)) }));
    for (const tried of late) if (isLate(tried)) tried.seen.delete('timeout');
    const again = await wave(lab, cluster, counts, wait);
    late.forEach((tried, i) => note(tried, again[i] ?? []));
  }
  return all;
}

const isLate = ({ seen, prediction }: Tried): boolean => seen.has('timeout') && !prediction.has('timeout');

/** Connections that it takes to see what was predicted and not seen yet; 0 when all was. */
function lacking({ seen, prediction }: Tried): number {
  const shares = [...prediction].filter(([outcome]) => !seen.has(outcome)).map(([, share]) => share);
  return shares.length > 0 ? Math.min(400, triesFor(Math.min(...shares))) : 0;
}
