import type { Matrix, MatrixCell, MatrixColumn, MatrixInput, MatrixRow } from '../../model/Matrix.ts';
import type { Source } from '../../model/Simulation.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Ending } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { openSource } from '../openSettled.ts';
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
  const { cluster } = openSource(input, memo).opened;
  return yield* matrixOf(cluster, input);
}

/** The same for a cluster that is open. */
export function* matrixOf(
  cluster: Cluster,
  options: Omit<MatrixInput, keyof Source>,
  from: readonly MatrixRow[] = rowsOf(cluster, options.system),
): Generator<Progress, Matrix> {
  const rows = from.map((row) => ({ ...row, own: { ...row.own } }));
  const classes = Math.max(...rows.map((row) => row.class)) + 1;
  const { columns, leftOut } = columnsWithin(cluster, options, classes);
  const cells = Array.from({ length: classes }, () => columns.map(() => -1));
  const kinds = new Kinds();
  const total = classes * columns.length;
  const behind = podsBehind(cluster);
  let done = 0;
  for (const { key, place, class: number, own } of rows) {
    const line = cells[number] ?? [];
    for (const [i, { service, url }] of columns.entries()) {
      const alone = place.kind === 'pod' && behind(service, key);
      if (!alone && line[i] !== -1) continue;
      const kind = kinds.indexOf(cellOf(endingsOf(cluster, place, url)));
      if (alone) own[i] = kind;
      else line[i] = kind;
      done += 1;
      yield { done, total: Math.max(done, total) };
    }
  }
  return { columns, rows, cells, kinds: kinds.all, leftOut };
}

/** Cells that are equal become one. */
class Kinds {
  readonly all: MatrixCell[] = [];
  readonly #byText = new Map<string, number>();

  indexOf(cell: MatrixCell): number {
    const text = JSON.stringify(cell);
    let index = this.#byText.get(text);
    if (index === undefined) {
      index = this.all.push(cell) - 1;
      this.#byText.set(text, index);
    }
    return index;
  }
}

/** Whether a Pod, by the key of its row, is behind a Service: a packet that it sends there may come back to itself. */
function podsBehind(cluster: Cluster): (service: ObjectKey, row: string) => boolean {
  const sets = new Map<ObjectKey, Set<string>>();
  for (const { key, endpoints } of serviceViews(cluster))
    sets.set(key, new Set(endpoints.map(({ pod }) => `pod/${pod}`)));
  return (service, row) => sets.get(service)?.has(row) ?? false;
}

/** All steps at once. */
export function toEnd<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value as T;
  }
}

/** The columns of as many Services as there is room for. */
function columnsWithin(cluster: Cluster, { services, system, most }: Omit<MatrixInput, keyof Source>, classes: number) {
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

/** What a reader wants of all the ways: how many end how, and who gets the connection. */
function cellOf(ends: readonly End[]): MatrixCell {
  const shares = new Map<Ending['result'], number>();
  const receivers = new Set<string>();
  for (const { ending, share } of ends) {
    shares.set(ending.result, (shares.get(ending.result) ?? 0) + share);
    if (ending.result !== 'delivered') continue;
    if ('pod' in ending) receivers.add(ending.pod);
    else if (ending.node) receivers.add(ending.node);
  }
  const outcomes = [...shares].map(([result, share]) => ({ result, share: Math.round(share * 1e9) / 1e9 }));
  outcomes.sort((a, b) => b.share - a.share || (a.result < b.result ? -1 : 1));
  return { outcomes, receivers: [...receivers].sort() };
}
