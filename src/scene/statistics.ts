import type { PodView } from '../model/Simulation.ts';
import type { Reach, Trace } from '../model/Trace.ts';
import { listedShare } from './listedShare.ts';

/** Counted connections of one receiver, against what chance says. */
export interface StatisticsRow {
  key: string;
  kind: 'pod' | 'node' | 'nobody';
  /** `namespace/name` of a Pod, a Node's name, or how the connection failed. */
  name: string;
  /** Chance, 0…1. */
  expected: number;
  count: number;
  /** Connections more or less than expected. */
  deviation: number;
  /** The same in standard deviations of the binomial distribution; null where chance leaves no choice. */
  sigma: number | null;
  /** Why it failed; nothing when it did not. */
  reason: Trace['reason'];
}

/** Who got how many of the connections, by Pod and by Node; what failed is in both. */
export interface Statistics {
  connections: number;
  pods: StatisticsRow[];
  nodes: StatisticsRow[];
}

type Bar = Pick<StatisticsRow, 'kind' | 'name' | 'reason'>;

/** Counts connections (`counts` is aligned with the ways of the reach) by who received them, and why nobody did. */
export function statisticsOf(reach: Reach, counts: readonly number[], pods: readonly PodView[]): Statistics {
  const nodes = new Map(pods.map(({ namespace, name, node }) => [`${namespace}/${name}`, node]));
  const connections = counts.reduce((sum, count) => sum + count, 0);
  const listed = listedShare(reach);
  const rowsBy = (barOf: (trace: Trace) => Bar): StatisticsRow[] => {
    const rows = new Map<string, Bar & { expected: number; count: number }>();
    reach.traces.forEach((trace, way) => {
      const bar = barOf(trace);
      const key = `${bar.kind} ${bar.name} ${JSON.stringify(bar.reason)}`;
      const row = rows.get(key) ?? { ...bar, expected: 0, count: 0 };
      row.expected += trace.share / listed;
      row.count += counts[way] ?? 0;
      rows.set(key, row);
    });
    const all = [...rows].map(([key, row]) => ({ key, ...row, ...deviationOf(row, connections) }));
    const failed = (row: StatisticsRow): number => (row.kind === 'nobody' ? 1 : 0);
    return all.sort((a, b) => failed(a) - failed(b) || (a.name < b.name ? -1 : 1));
  };
  return {
    connections,
    pods: rowsBy(receiver),
    nodes: rowsBy((trace) => {
      const bar = receiver(trace);
      return bar.kind === 'pod' ? { ...bar, kind: 'node', name: nodes.get(bar.name) ?? '' } : bar;
    }),
  };
}

function receiver({ ending, reason }: Trace): Bar {
  if (ending.result !== 'delivered') return { kind: 'nobody', name: ending.result, reason };
  return 'pod' in ending
    ? { kind: 'pod', name: ending.pod, reason: [] }
    : { kind: 'node', name: ending.node, reason: [] };
}

function deviationOf({ expected, count }: { expected: number; count: number }, connections: number) {
  const deviation = count - expected * connections;
  const spread = Math.sqrt(connections * expected * (1 - expected));
  return { deviation, sigma: spread > 1e-6 ? deviation / spread : null };
}
