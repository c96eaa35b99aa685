import type { Matrix, MatrixCell, MatrixColumn, MatrixInput, MatrixRow } from '../../model/Matrix.ts';
import type { Source } from '../../model/Simulation.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Ending, Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { openSource } from '../openSettled.ts';
import type { SimulationMemo } from '../SimulationMemo.ts';
import { withPort } from '../net/ip.ts';
import { type End, endingsOf } from '../trace/endings.ts';
import { addressesOf } from '../trace/reach.ts';
import { readTarget } from '../trace/target.ts';
import { nodeViews } from '../views/nodes.ts';
import { serviceViews, slicesByService } from '../views/services.ts';
import { columnsOf } from './columns.ts';
import { type Elsewhere, elsewhere } from './elsewhere.ts';
import { rowsOf } from './rows.ts';
import { SharedCells } from './SharedCells.ts';

/** How far it is: connections followed, of all. */
export interface Progress {
  done: number;
  total: number;
}

/**
 * From everywhere to everywhere: how a new connection ends from each place to each address of each Service port. Done
 * in steps of one connection, so that who asks can show progress, do something else in between, or give up. Rows that
 * are alike are followed once, and rows on Nodes that have nothing to do with a Service.
 */
export function* matrixSteps(input: MatrixInput, memo?: SimulationMemo): Generator<Progress, Matrix> {
  const { cluster } = openSource(input, memo).opened;
  return yield* matrixOf(cluster, input);
}

/** The same for a cluster that is open. */
export function* matrixOf(
  cluster: Cluster,
  options: Omit<MatrixInput, 'text'>,
  from: readonly MatrixRow[] = rowsOf(cluster, options.system),
  others: Elsewhere = elsewhere(cluster),
): Generator<Progress, Matrix> {
  const rows = from.map((row) => ({ ...row, own: { ...row.own } }));
  const classes = Math.max(...rows.map((row) => row.class)) + 1;
  const { columns, leftOut } = columnsWithin(cluster, options, classes);
  const cells = Array.from({ length: classes }, () => columns.map(() => -1));
  const kinds = new Kinds();
  // a name that means one address ends as that one does: so addresses come first
  const order = columns
    .map((_, i) => i)
    .sort((a, b) => Number(isName(columns[a])) - Number(isName(columns[b])) || a - b);
  const missing = cells.map(() => order);
  const byUrl = new Map(columns.map(({ url }, i) => [url, i]));
  const asAddress = (column: MatrixColumn, row: MatrixRow): number | undefined => {
    const twin = isName(column) ? byUrl.get(addressOf(cluster, row.place, column.url)) : undefined;
    return twin === undefined ? undefined : (row.own[twin] ?? cells[row.class]?.[twin]);
  };
  const behind = columnsBehind(cluster, columns);
  const holdings = columns.map((column) => others.holdingsOf(column));
  const shared = new SharedCells(holdings, kinds.all);
  const total = classes * columns.length;
  let done = 0;
  for (const row of rows) {
    const { key, place, class: number, own, node } = row;
    const line = cells[number] ?? [];
    const alone = behind.get(key) ?? NONE;
    const kind = others.kindOf(row);
    const rest = missing[number] ?? [];
    // what is not known of the class yet, and the Services that this Pod alone is behind
    for (const i of rest.length === order.length ? rest : [...new Set([...rest, ...alone])]) {
      const column = columns[i] as MatrixColumn;
      const isAlone = alone.has(i);
      const common =
        kind === undefined ? undefined : shared.keyOf(i, kind, node, isAlone ? key.slice('pod/'.length) : undefined);
      const known = (common === undefined ? undefined : shared.get(common, i, node)) ?? asAddress(column, row);
      const cell = known ?? kinds.indexOf(cellOf(endingsOf(cluster, place, column.url)));
      if (isAlone) own[i] = cell;
      else line[i] = cell;
      if (common !== undefined) shared.set(common, i, node, cell);
      done += 1;
      if (known === undefined) yield { done, total: Math.max(done, total) };
    }
    missing[number] = rest.filter((i) => alone.has(i));
  }
  return { columns, rows, cells, kinds: kinds.all, leftOut };
}

const isName = (column: MatrixColumn | undefined): boolean => column?.kind === 'name';

/** The URL with the one address that its name means; '' when there are more, or none. */
function addressOf(cluster: Cluster, place: Place, url: string): string {
  const target = readTarget(url);
  const ips = target ? addressesOf(cluster, place, target).flat() : [];
  return target && ips.length === 1 ? `${target.protocol}://${withPort(ips[0] ?? '', target.port)}` : '';
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

const NONE: ReadonlySet<number> = new Set();

/** The columns of the Services that a Pod is behind, by the key of its row: a packet that it sends there may come back to itself. */
function columnsBehind(cluster: Cluster, columns: readonly MatrixColumn[]): Map<string, Set<number>> {
  const ofService = new Map<ObjectKey, number[]>();
  for (const [i, { service }] of columns.entries()) {
    const list = ofService.get(service);
    if (list) list.push(i);
    else ofService.set(service, [i]);
  }
  const behind = new Map<string, Set<number>>();
  for (const { key, endpoints } of serviceViews(cluster))
    for (const { pod } of endpoints) {
      const own = behind.get(`pod/${pod}`) ?? new Set();
      behind.set(`pod/${pod}`, own);
      for (const i of ofService.get(key) ?? []) own.add(i);
    }
  return behind;
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
