import { alignColumns, matrixOf, placeOf, reach, toEnd } from '../engine/index.ts';
import { cellAt, type Matrix, type MatrixColumn, type MatrixRow } from '../model/Matrix.ts';
import type { Reach } from '../model/Trace.ts';
import { differ, outcomesOf, type OutcomeDifference } from '../scene/differences.ts';
import { matrixChanges } from '../scene/matrixChanges.ts';
import { cellText, MOST_CONNECTIONS } from './matrixCommand.ts';
import { type OpenFile, openFile } from './open.ts';
import { readOptions, wantsJson } from './options.ts';
import { percent } from './outcomeLines.ts';
import { UsageError } from './UsageError.ts';

/** A connection that ends differently, as it ends in each. */
interface CellDifference {
  from: string;
  column: MatrixColumn;
  a: ReturnType<typeof cellAt>;
  b: ReturnType<typeof cellAt>;
  texts: [a: string, b: string];
}

function cellDifferences(from: Matrix, to: Matrix): CellDifference[] {
  const cellOf = (matrix: Matrix, row: MatrixRow, column: MatrixColumn) => {
    const at = matrix.columns.findIndex(({ key }) => key === column.key);
    const cell = cellAt(
      matrix,
      matrix.rows.findIndex(({ key }) => key === row.key),
      at,
    );
    return { cell, text: cellText(cell, matrix.columns[at]?.endpoints ?? 0) };
  };
  return matrixChanges(from, to).cells.map(({ row, column }) => {
    const [a, b] = [cellOf(from, row, column), cellOf(to, row, column)];
    return { from: row.key, column, a: a.cell, b: b.cell, texts: [a.text, b.text] };
  });
}

const outcomeName = ({ kind, name }: OutcomeDifference): string =>
  kind === 'failure' ? name : `delivered to ${kind === 'pod' ? 'Pod' : 'Node'} ${name}`;

/** The chances of one connection in both. */
const printOutcomes = (outcomes: readonly OutcomeDifference[]): void => {
  const lines = outcomes.map((one) => [
    differ(one) ? '  ≠' : '   ',
    percent(one.a).padStart(7),
    percent(one.b).padStart(7),
    outcomeName(one),
  ]);
  process.stdout.write(alignColumns([['   ', '      A', '      B', ''], ...lines], 2));
};

function printCells(cells: readonly CellDifference[], of: number): void {
  process.stdout.write(`${cells.length} of ${of} connections end differently\n`);
  if (cells.length === 0) return;
  const lines = cells.map(({ from, column, texts }) => [
    `  ${from}`,
    column.url.replace(/^\w+:\/\//, ''),
    `${column.service.replace('/', ' ')} ${column.kind}`,
    ...texts,
  ]);
  process.stdout.write(alignColumns([['  from', 'to', '', 'A', 'B'], ...lines], 2));
}

function reachIn({ cluster }: OpenFile, from: string, url: string): Reach {
  const place = placeOf(cluster, from);
  if (typeof place === 'string') throw new UsageError(place);
  return reach(cluster, place, url);
}

const only = (a: readonly { key: string }[], b: readonly { key: string }[]): string[] => {
  const there = new Set(b.map(({ key }) => key));
  return a.flatMap(({ key }) => (there.has(key) ? [] : [key]));
};

/** `kubehop compare A B [--from PLACE URL] [-o json]`: 0 when nothing differs, 1 when something does. */
export function compareCommand(args: string[]): number {
  const { values, words } = readOptions(args, { '-o': 'output', '--output': 'output', '--from': 'from' });
  const [fileA, fileB, url, ...more] = words;
  const { from } = values;
  if (fileA === undefined || fileB === undefined) throw new UsageError('compare needs two FILEs');
  if (more.length > 0) throw new UsageError(`compare takes two FILEs and one URL; "${more[0]}" is too much`);
  if ((from === undefined) !== (url === undefined)) throw new UsageError('--from PLACE and a URL go together');
  if (fileA === '-' && fileB === '-') throw new UsageError('the standard input can be one of the two only');
  const json = wantsJson(values);
  const [a, b] = [openFile(fileA), openFile(fileB)];
  const outcomes =
    from !== undefined && url !== undefined ? outcomesOf(reachIn(a, from, url), reachIn(b, from, url)) : null;
  const matrixIn = ({ cluster }: OpenFile) => toEnd(matrixOf(cluster, { system: false, most: MOST_CONNECTIONS }));
  const [before, after] = [matrixIn(a), matrixIn(b)];
  const cells = cellDifferences(before, after);
  const onlyIn = (x: Matrix, y: Matrix) => ({ from: only(x.rows, y.rows), to: only(x.columns, y.columns) });
  const [onlyA, onlyB] = [onlyIn(before, after), onlyIn(after, before)];
  const leftOut = [...new Set([...before.leftOut, ...after.leftOut])];
  if (json) {
    const told = cells.map(({ from: place, column, a: inA, b: inB }) => {
      const { service, port, kind, owner, url: to } = column;
      return { from: place, service, port, kind, owner, url: to, a: inA, b: inB };
    });
    process.stdout.write(`${JSON.stringify({ ...(outcomes && { outcomes }), cells: told, onlyA, onlyB, leftOut })}\n`);
  } else {
    if (outcomes) {
      process.stdout.write(`${url} from ${from}\n`);
      printOutcomes(outcomes);
      process.stdout.write('\n');
    }
    printCells(cells, after.rows.length * after.columns.length);
    for (const [name, { from: rows, to }] of [['A', onlyA] as const, ['B', onlyB] as const])
      for (const key of [...rows, ...to]) process.stdout.write(`only in ${name}: ${key}\n`);
    if (leftOut.length > 0)
      process.stderr.write(`${leftOut.length} Services are left out: more than ${MOST_CONNECTIONS} connections.\n`);
  }
  const differs = cells.length + onlyA.from.length + onlyA.to.length + onlyB.from.length + onlyB.to.length > 0;
  return differs || outcomes?.some(differ) ? 1 : 0;
}
