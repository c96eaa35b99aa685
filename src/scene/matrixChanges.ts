import { cellAt, type Matrix, type MatrixColumn, type MatrixRow } from '../model/Matrix.ts';
import { type CellLook, cellLook, sameLook } from './cellLook.ts';

/** A cell that both matrices have and that looks different. */
export interface CellChange {
  row: MatrixRow;
  column: MatrixColumn;
  before: CellLook;
  after: CellLook;
}

/** What is different in another matrix, by the names of rows and columns: addresses may have changed meanwhile. */
export interface MatrixChanges {
  cells: CellChange[];
  /** What a cell was before, by `cellKey`. */
  before: ReadonlyMap<string, CellLook>;
  rows: { added: number; gone: number };
  columns: { added: number; gone: number };
}

export const cellKey = (row: MatrixRow, column: MatrixColumn): string => `${row.key}\n${column.key}`;

const placesOf = (things: readonly { key: string }[]): Map<string, number> =>
  new Map(things.map(({ key }, i) => [key, i]));

const counted = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) => ({
  added: [...after.keys()].filter((key) => !before.has(key)).length,
  gone: [...before.keys()].filter((key) => !after.has(key)).length,
});

/** What changed from one matrix to another. */
export function matrixChanges(from: Matrix, to: Matrix): MatrixChanges {
  const [oldRows, oldColumns] = [placesOf(from.rows), placesOf(from.columns)];
  const cells: CellChange[] = [];
  to.rows.forEach((row, r) => {
    const oldRow = oldRows.get(row.key);
    if (oldRow === undefined) return;
    to.columns.forEach((column, c) => {
      const oldColumn = oldColumns.get(column.key);
      if (oldColumn === undefined) return;
      const before = cellLook(cellAt(from, oldRow, oldColumn), from.columns[oldColumn]?.endpoints ?? 0);
      const after = cellLook(cellAt(to, r, c), column.endpoints);
      if (!sameLook(before, after)) cells.push({ row, column, before, after });
    });
  });
  return {
    cells,
    before: new Map(cells.map((change) => [cellKey(change.row, change.column), change.before])),
    rows: counted(oldRows, placesOf(to.rows)),
    columns: counted(oldColumns, placesOf(to.columns)),
  };
}
