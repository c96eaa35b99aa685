import { type Matrix, type MatrixCell, cellAt } from '../src/model/Matrix.ts';
import type { Ending } from '../src/model/Trace.ts';
import type { Cluster } from '../src/engine/cluster/Cluster.ts';
import { Random } from '../src/engine/cluster/Random.ts';
import { settle } from '../src/engine/controllers/settle.ts';
import { type Chooser, everyWay, oneWay } from '../src/engine/kernel/Chooser.ts';
import { matrixOf, toEnd } from '../src/engine/matrix/matrixSteps.ts';
import { rowsOf } from '../src/engine/matrix/rows.ts';
import { openDocuments } from '../src/engine/openDocuments.ts';
import { parseText } from '../src/engine/parse/parse.ts';
import type { Finished } from '../src/engine/trace/Flight.ts';
import { follow } from '../src/engine/trace/follow.ts';
import { addressesOf } from '../src/engine/trace/reach.ts';
import { startFrom } from '../src/engine/trace/start.ts';
import { readTarget, type Target } from '../src/engine/trace/target.ts';
import { clusterText, sizes } from './clusterText.ts';

const CLIENTS = 1000;
/** Pairs that are held against a walk of every rule: one way of each, as a seed decides, and all ways of some. */
const SAMPLES = 10_000;
const ALL_WAYS = 300;
const REPEATS = 2;

/** From 1,000 of the Pods of an L cluster to each port of its 1,000 Services, by name and by address; every way of each. */
function matrix(cluster: Cluster): { matrix: Matrix; took: number } {
  const rows = rowsOf(cluster, false).filter(({ place }) => place.kind === 'pod');
  const from = performance.now();
  const all = toEnd(matrixOf(cluster, { system: false, most: 1e9 }, rows.slice(0, CLIENTS)));
  return { matrix: all, took: performance.now() - from };
}

/** The ways of one pair, and the rules that a packet matched on them, in the order in which kernels came by. */
function pair(cluster: Cluster, all: Matrix, row: number, column: number, chooser: Chooser, everyRule: boolean) {
  const { place } = all.rows[row] as Matrix['rows'][number];
  const target = readTarget(all.columns[column]?.url ?? '') as Target;
  const [[ip = ''] = []] = addressesOf(cluster, place, target);
  const start = startFrom(cluster, place, target, ip, 51514, chooser);
  if (!('world' in start)) throw new Error('no way');
  const { world, flight } = start;
  const { hooks } = world;
  world.hooks = (node) => ({ ...hooks(node), everyRule });
  const rules: string[] = [];
  world.count = (node, stage, { log }) => {
    for (let l = log; l; l = l.before) if (!l.failed) rules.push(`${node} ${stage} ${l.rule.id}`);
  };
  return { ways: follow(world, [flight], 1000).finished, rules: rules.join('\n') };
}

/** What a cell says: how much of the connections ends in each way, and who gets them. */
function outcome(ways: readonly Finished[]): string {
  const shares = new Map<string, number>();
  const receivers = new Set<string>();
  for (const { flight, ending } of ways) {
    shares.set(ending.result, (shares.get(ending.result) ?? 0) + flight.share);
    if (ending.result === 'delivered') receivers.add('pod' in ending ? ending.pod : ending.node);
  }
  return text(
    [...shares].map(([result, share]) => ({ result, share })),
    [...receivers],
  );
}

const text = (outcomes: { result: string; share: number }[], receivers: string[]): string =>
  [...outcomes.map(({ result, share }) => `${result} ${share.toFixed(6)}`).sort(), ...[...receivers].sort()].join();

/** Milliseconds a pair, ours and of a walk of every rule; both must say the same. */
export function allPairs(): { ours: number[]; peer: number[]; note: string } {
  const { services, nodes } = sizes.L;
  const { cluster } = openDocuments(parseText(clusterText(services, nodes)));
  settle(cluster);
  // the first compiles the rules of all Nodes
  const { matrix: all } = matrix(cluster);
  const pairs = all.rows.length * all.columns.length;
  const ours = Array.from({ length: REPEATS }, () => matrix(cluster).took / pairs);
  const random = new Random(5);
  const some = (length: number): number => Math.floor(random.next() * length);
  const peer: number[] = [];
  for (let n = 0; n < SAMPLES; n++) {
    const [row, column] = [some(all.rows.length), some(all.columns.length)];
    const cell = cellAt(all, row, column);
    const whole = n < ALL_WAYS;
    const chooser = (): Chooser => (whole ? everyWay : oneWay(new Random(n)));
    const from = performance.now();
    const linear = pair(cluster, all, row, column, chooser(), true);
    if (whole) peer.push(performance.now() - from);
    const indexed = pair(cluster, all, row, column, chooser(), false);
    const where = `${all.rows[row]?.key} to ${all.columns[column]?.url}`;
    if (indexed.rules !== linear.rules) throw new Error(`other rules from ${where}`);
    const same = whole
      ? outcome(linear.ways) === text(cell.outcomes, cell.receivers)
      : linear.ways.every(({ ending }) => isIn(cell, ending));
    if (!same) throw new Error(`another end from ${where}`);
  }
  const rate = Math.round(1 / Math.min(...ours));
  const note = `${all.rows.length} Pods × ${all.columns.length} addresses of ${services} Services on ${nodes} Nodes, all ways of each: ${rate},000 pairs a second; rules and ends equal in ${SAMPLES} pairs`;
  return { ours, peer, note };
}

const isIn = ({ outcomes, receivers }: MatrixCell, ending: Ending): boolean =>
  outcomes.some(({ result }) => result === ending.result) &&
  (ending.result !== 'delivered' || receivers.includes('pod' in ending ? ending.pod : ending.node));
