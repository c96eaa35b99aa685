import type { Matrix, MatrixCell, MatrixColumn, MatrixInput, MatrixRow } from '../../model/Matrix.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { openSettled } from '../openSettled.ts';
import type { SimulationMemo } from '../SimulationMemo.ts';
import { type End, endingsOf } from '../trace/endings.ts';
import { nodeViews } from '../views/nodes.ts';
import { serviceViews, slicesByService } from '../views/services.ts';
import { columnsOf } from './columns.ts';
import { rowsOf } from './rows.ts';

/** How far it is: connections followed, of all. */
export interface Progress {
  done: number;
  total: number;
}

/**
 * From everywhere to everywhere: how a new connection ends from each place to each address of each Service port. Done
 * in steps of one connection, so that who asks can show progress, do something else in between, or give up. Rows that
 * are alike are followed once.
 */
export function* matrixSteps(input: MatrixInput, memo?: SimulationMemo): Generator<Progress, Matrix> {
  const { cluster } = openSettled(input.text, memo).opened;
  return yield* matrixOf(cluster, input);
}

/** The same for a cluster that is open. */
export function* matrixOf(cluster: Cluster, options: Omit<MatrixInput, 'text'>): Generator<Progress, Matrix> {
  const { rows, classes } = rowsOf(cluster, options.system);
  const { columns, leftOut } = columnsWithin(cluster, options, classes);
  const senders = Array.from({ length: classes }, (_, i) => rows.find((row) => row.class === i) as MatrixRow);
  const kinds = new Map<string, { index: number; cell: MatrixCell }>();
  const cells: number[][] = [];
  const total = classes * columns.length;
  let done = 0;
  for (const { place } of senders) {
    const line: number[] = [];
    for (const { url } of columns) {
      const cell = cellOf(endingsOf(cluster, place, url));
      const key = JSON.stringify(cell);
      let kind = kinds.get(key);
      if (!kind) kinds.set(key, (kind = { index: kinds.size, cell }));
      line.push(kind.index);
      yield { done: ++done, total };
    }
    cells.push(line);
  }
  return { columns, rows, cells, kinds: [...kinds.values()].map(({ cell }) => cell), leftOut };
}

/** The columns of as many Services as there is room for. */
function columnsWithin(cluster: Cluster, { services, system, most }: Omit<MatrixInput, 'text'>, classes: number) {
  const slices = slicesByService(cluster);
  const nodes = nodeViews(cluster);
  const columns: MatrixColumn[] = [];
  const leftOut: ObjectKey[] = [];
  const room = Math.max(1, Math.floor(most / classes));
  for (const service of serviceViews(cluster)) {
    if (services ? !services.includes(service.key) : service.system && !system) continue;
    const own = columnsOf(service, slices.get(`${service.namespace}/${service.name}`) ?? [], nodes);
    const fits = columns.length + own.length <= room;
    if (!fits) leftOut.push(service.key);
    // of one Service that is too large alone, the beginning
    if (fits || columns.length === 0) columns.push(...own.slice(0, room));
  }
  return { columns, leftOut };
}

/** What a reader wants of all the ways: how many end how, who gets the connection, and why it fails. */
function cellOf(ends: readonly End[]): MatrixCell {
  const shares = new Map<MatrixCell['outcomes'][number]['result'], number>();
  const reasons = new Map<End['reason'], number>();
  const receivers = new Set<string>();
  for (const { ending, reason, share } of ends) {
    shares.set(ending.result, (shares.get(ending.result) ?? 0) + share);
    if (ending.result !== 'delivered') reasons.set(reason, (reasons.get(reason) ?? 0) + share);
    else if ('pod' in ending) receivers.add(ending.pod);
    else if (ending.node) receivers.add(ending.node);
  }
  const outcomes = [...shares].map(([result, share]) => ({ result, share: Math.round(share * 1e9) / 1e9 }));
  outcomes.sort((a, b) => b.share - a.share || (a.result < b.result ? -1 : 1));
  const [reason] = [...reasons].sort(([, a], [, b]) => b - a)[0] ?? [];
  return { outcomes, receivers: [...receivers].sort(), ...(reason !== undefined && { reason }) };
}
