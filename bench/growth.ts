import { createMemo, type SimulationMemo, simulate, tallyTraffic } from '../src/engine/index.ts';
import { Random } from '../src/engine/cluster/Random.ts';
import { openSettled } from '../src/engine/openSettled.ts';
import { parseText } from '../src/engine/parse/parse.ts';
import { kernelConfigOf } from '../src/engine/proxy/kernelConfig.ts';
import { reach } from '../src/engine/trace/reach.ts';
import type { SimulationResult } from '../src/model/Simulation.ts';
import { crowded } from '../src/scene/fixture.ts';
import { layoutScene } from '../src/scene/layout.ts';
import { elementCount } from '../src/scene/Scene.ts';
import { encodeLink } from '../src/share/link.ts';
import { en } from '../src/words/en.ts';
import { clusterText } from './clusterText.ts';
import { collect } from './collect.ts';
import { clusterIP, nameOf, putAnswering, putEndpoints, rulesCluster, someShifts } from './rulesCluster.ts';

/** How the cost of some work grows with one number, everything else held. */
export interface Curve {
  work: string;
  /** What grows. */
  of: string;
  sizes: readonly number[];
  /** A fitted exponent of at most 1.2 is n·log n at these sizes; of at most 0.2, a ratio of 1.6 for ten times the size, it is a constant and noise. */
  most: 1.2 | 0.2;
  /** Makes ready for one size; the function is what is measured, and what it gives back is kept meanwhile. */
  ready: (n: number) => () => unknown;
  /** Times that it is run in one measurement, where once is too quick for a clock. */
  times?: number;
}

export interface Grown {
  work: string;
  of: string;
  sizes: readonly number[];
  /** Milliseconds of the processor, the least of some. */
  ms: number[];
  /** Bytes that its result holds; absent where it holds nothing. */
  bytes?: number[];
  exponent: number;
  bytesExponent?: number;
  most: number;
}

const NODES = 10;
const FRAME = { width: 744, height: 680 };

function layOut(result: SimulationResult): void {
  const scene = layoutScene(result, FRAME, { words: en });
  if (elementCount(scene) > 300) throw new Error(`${elementCount(scene)} elements are drawn`);
}
const compile = (mode: 'iptables' | 'nftables', cluster: ReturnType<typeof rulesCluster>): unknown => {
  const config = kernelConfigOf(cluster, 'n1');
  return mode === 'nftables' ? config.nftables?.IPv4 : config.iptables.IPv4;
};

/** One Service of so many Pods. */
const oneService = (pods: number): string =>
  [
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n',
    ...Array.from({ length: 60 }, (_, i) => `apiVersion: v1\nkind: Node\nmetadata: {name: n${i}}\n`),
    ...Array.from(
      { length: pods },
      (_, i) =>
        `apiVersion: v1\nkind: Pod\nmetadata: {name: web-${i}, labels: {app: web}}\nspec: {nodeName: n${i % 60}, containers: [{name: c, image: nginx, ports: [{containerPort: 80}]}]}\n`,
    ),
  ].join('---\n');

const traffic = { from: { kind: 'pod', namespace: 'default', name: 'app-0-0' } as const, url: 'tcp://app-1:80' };

/** What a text that was opened leaves in memory. */
function opened(text: string): SimulationMemo {
  const memo = createMemo();
  simulate({ text, traffic }, memo);
  return memo;
}

const rulesCurves = (['iptables', 'nftables'] as const).flatMap((mode): Curve[] => [
  {
    work: `all rules, ${mode}`,
    of: 'Services of 10 endpoints',
    sizes: [100, 300, 1000, 3000],
    most: 1.2,
    ready: (n) => {
      let seed = n;
      return () => compile(mode, rulesCluster(mode, n, seed++));
    },
  },
  {
    work: `a packet to the last Service, ${mode}`,
    of: 'Services',
    sizes: [100, 300, 1000, 3000],
    most: mode === 'iptables' ? 1.2 : 0.2,
    times: 40,
    ready: (n) => {
      const cluster = rulesCluster(mode, n, 1);
      putAnswering(cluster, nameOf(1, n - 1));
      return () => void reach(cluster, { kind: 'node', name: 'n1' }, `tcp://${clusterIP(n - 1)}:80`);
    },
  },
]);

export const curves: readonly Curve[] = [
  {
    work: 'reading',
    of: 'Services, each with 10 Pods',
    sizes: [20, 60, 200, 600],
    most: 1.2,
    ready: (n) => {
      const text = clusterText(n, NODES);
      return () => parseText(text);
    },
  },
  {
    work: 'opening: objects, controllers, endpoints, one connection',
    of: 'Services, each with 10 Pods',
    sizes: [20, 60, 200, 600],
    most: 1.2,
    ready: (n) => {
      const text = clusterText(n, NODES);
      return () => opened(text);
    },
  },
  {
    work: 'opening',
    of: 'Nodes, with 200 Pods in all',
    sizes: [10, 30, 100, 300, 1000],
    most: 1.2,
    ready: (n) => {
      const text = clusterText(20, n);
      return () => opened(text);
    },
  },
  {
    work: 'endpoints',
    of: 'Pods of one Service',
    sizes: [100, 300, 1000, 3000],
    most: 1.2,
    ready: (n) => {
      const text = oneService(n);
      return () => openSettled(text, createMemo());
    },
  },
  {
    work: 'one edit of a Pod, to the new picture',
    of: 'Services, each with 10 Pods',
    sizes: [20, 60, 200, 600],
    most: 0.2,
    times: 5,
    ready: (n) => {
      const text = clusterText(n, NODES);
      const memo = createMemo();
      let turn = 0;
      const edit = (): unknown =>
        simulate({ text: text.replace('version: "1.0"', `version: "1.${turn++}"`), traffic }, memo);
      edit();
      return () => void edit();
    },
  },
  ...rulesCurves,
  {
    work: 'rules after a change of one Service, iptables',
    of: 'Services of 10 endpoints',
    sizes: [100, 300, 1000, 3000],
    most: 0.2,
    times: 20,
    ready: (n) => {
      const cluster = rulesCluster('iptables', n, 1);
      const random = new Random(1);
      compile('iptables', cluster);
      return () => {
        const s = Math.floor(random.next() * n);
        putEndpoints(cluster, nameOf(1, s), s, someShifts(random));
        compile('iptables', cluster);
      };
    },
  },
  {
    work: 'counted connections',
    of: 'connections',
    sizes: [1000, 3000, 10_000, 30_000],
    most: 1.2,
    ready: (n) => {
      const input = { text: clusterText(20, NODES), traffic };
      const memo = createMemo();
      simulate(input, memo);
      return () => void tallyTraffic(input, n, memo);
    },
  },
  {
    work: 'a new result, laid out',
    of: 'Pods on 300 Nodes',
    sizes: [900, 3000, 9000, 30_000],
    most: 1.2,
    times: 3,
    ready: (n) => {
      const result = crowded(300, n / 300, 50);
      return () => layOut({ ...result });
    },
  },
  {
    work: 'the picture, laid out again',
    of: 'Pods on 300 Nodes',
    sizes: [900, 3000, 9000, 30_000],
    most: 0.2,
    times: 10,
    ready: (n) => {
      const result = crowded(300, n / 300, 50);
      layOut(result);
      return () => layOut(result);
    },
  },
  {
    work: 'a link',
    of: 'Services in the text',
    sizes: [10, 30, 100, 300],
    most: 1.2,
    times: 3,
    ready: (n) => {
      const yaml = clusterText(n, 3);
      return () => encodeLink({ yaml });
    },
  },
];

/** The least of some: what else the machine does is no cost of ours. */
const REPEATS = 4;

function cpuOf(work: () => unknown, times: number): number {
  const from = process.cpuUsage();
  for (let i = 0; i < times; i++) work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000 / times;
}

function heldBy(work: () => unknown): number {
  collect();
  const before = process.memoryUsage().heapUsed;
  const result = work();
  collect();
  const held = process.memoryUsage().heapUsed - before;
  return result === undefined ? 0 : held;
}

/** The slope of a line through the logarithms, by least squares. */
export function exponentOf(sizes: readonly number[], costs: readonly number[]): number {
  const points = sizes.map((n, i) => [Math.log(n), Math.log(Math.max(costs[i] ?? 0, 1e-6))] as const);
  const mean = (side: 0 | 1): number => points.reduce((sum, point) => sum + point[side], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const over = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return over / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

export function grow({ work, of, sizes, most, ready, times = 1 }: Curve): Grown {
  const ms: number[] = [];
  const bytes: number[] = [];
  // the first of all runs code that is not compiled yet
  ready(sizes[0] ?? 1)();
  for (const n of sizes) {
    const run = ready(n);
    cpuOf(run, times);
    const costs: number[] = [];
    for (let i = 0; i < REPEATS; i++) {
      collect();
      costs.push(cpuOf(run, times));
    }
    ms.push(Math.min(...costs));
    bytes.push(heldBy(run));
  }
  const held = bytes.every((n) => n > 0);
  return {
    work,
    of,
    sizes,
    ms,
    most,
    exponent: exponentOf(sizes, ms),
    ...(held && { bytes, bytesExponent: exponentOf(sizes, bytes) }),
  };
}
