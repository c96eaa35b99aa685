import { cellAt, type Matrix, type MatrixColumn, type MatrixRow } from '../model/Matrix.ts';
import type { ObjectKey } from '../model/Span.ts';
import { type CellLook, cellLook, sameLook } from './cellLook.ts';
import { cellKey, type MatrixChanges } from './matrixChanges.ts';

/** Rows and columns that are shown as one: of a workload's Pods, of all Nodes, of a node port's doors. */
interface Fold<T> {
  key: string;
  members: readonly T[];
  /** `open`: a member of a fold that was unfolded; `single`: never was in one. */
  fold: 'closed' | 'open' | 'single';
}

export type TableColumn = Fold<MatrixColumn>;

export interface TableCell {
  /** null when the members differ. */
  look: CellLook | null;
  /** What it was before; null when it has not changed, or when members were different. */
  before: CellLook | null;
  /** How many of the cells that it stands for have changed. */
  changed: number;
  /** The connection that a click follows: the first of those that it stands for. */
  row: MatrixRow;
  column: MatrixColumn;
}

export interface TableLine extends Fold<MatrixRow> {
  cells: TableCell[];
}

/** The matrix as it is drawn. */
export interface MatrixTable {
  groups: { service: ObjectKey; port: string; columns: TableColumn[] }[];
  lines: TableLine[];
  /** Lines that are not drawn because there are too many. */
  hidden: number;
}

/** With more rows than this, Nodes and the Pods of a workload are folded. */
const FEW_ROWS = 16;
/** With more doors than this, they are folded even when they differ. */
const FEW_DOORS = 4;
/** Cells that are drawn at most: more would make the page slow, and nobody could read them. */
const MOST_CELLS = 4000;

/** Folds what is too much or all the same, but for what the reader has `opened`. */
export function matrixTable(matrix: Matrix, changes: MatrixChanges | null, opened: ReadonlySet<string>): MatrixTable {
  const at = { rows: indexOf(matrix.rows), columns: indexOf(matrix.columns) };
  const lookAt = (row: MatrixRow, column: MatrixColumn): CellLook =>
    cellLook(cellAt(matrix, at.rows.get(row) ?? -1, at.columns.get(column) ?? -1), column.endpoints);

  const doorsOf = ({ kind, service, port, family, key }: MatrixColumn): string =>
    kind === 'nodePort' || kind === 'pod' ? `${service} ${port} ${kind} ${family}` : key;
  const columns = folded(matrix.columns, doorsOf, opened, (doors) => {
    const [first] = doors as [MatrixColumn];
    const same = (row: MatrixRow): boolean => doors.every((d) => sameLook(lookAt(row, d), lookAt(row, first)));
    return doors.length > FEW_DOORS || (first.kind === 'nodePort' && matrix.rows.every(same));
  });
  const many = matrix.rows.length > FEW_ROWS;
  const lines = folded(
    matrix.rows,
    ({ place, workload, key }) => (place.kind === 'node' ? 'nodes' : workload || key),
    opened,
    () => many,
  );
  const most = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, columns.length)));
  return {
    groups: grouped(columns),
    lines: lines.slice(0, most).map((line) => ({
      ...line,
      cells: columns.map((column) => tableCell(line.members, column.members, lookAt, changes)),
    })),
    hidden: Math.max(0, lines.length - most),
  };
}

const indexOf = <T>(things: readonly T[]): Map<T, number> => new Map(things.map((thing, i) => [thing, i]));

/** Things with one name side by side; closed if that is wanted and nobody opened it. */
function folded<T extends { key: string }>(
  things: readonly T[],
  nameOf: (thing: T) => string,
  opened: ReadonlySet<string>,
  closes: (members: readonly T[]) => boolean,
): Fold<T>[] {
  const byName = new Map<string, T[]>();
  for (const thing of things) {
    const name = nameOf(thing);
    const members = byName.get(name);
    if (members) members.push(thing);
    else byName.set(name, [thing]);
  }
  return [...byName].flatMap(([key, members]): Fold<T>[] => {
    if (members.length === 1 || !closes(members))
      return members.map((thing) => ({ key: thing.key, members: [thing], fold: 'single' }));
    if (!opened.has(key)) return [{ key, members, fold: 'closed' }];
    return members.map((thing, i) => ({
      key: i === 0 ? key : thing.key,
      members: [thing],
      fold: i === 0 ? 'open' : 'single',
    }));
  });
}

function grouped(columns: readonly TableColumn[]): MatrixTable['groups'] {
  const groups: MatrixTable['groups'] = [];
  for (const column of columns) {
    const [{ service, port }] = column.members as [MatrixColumn];
    const last = groups.at(-1);
    if (last?.service === service && last.port === port) last.columns.push(column);
    else groups.push({ service, port, columns: [column] });
  }
  return groups;
}

function tableCell(
  rows: readonly MatrixRow[],
  columns: readonly MatrixColumn[],
  lookAt: (row: MatrixRow, column: MatrixColumn) => CellLook,
  changes: MatrixChanges | null,
): TableCell {
  const [row, column] = [rows[0] as MatrixRow, columns[0] as MatrixColumn];
  const first = lookAt(row, column);
  const was = changes?.before.get(cellKey(row, column)) ?? null;
  let [same, changed, alike] = [true, 0, was !== null];
  for (const r of rows)
    for (const c of columns) {
      const before = changes?.before.get(cellKey(r, c));
      if (before) changed += 1;
      alike &&= before !== undefined && was !== null && sameLook(before, was);
      same &&= sameLook(lookAt(r, c), first);
    }
  return { look: same ? first : null, before: alike ? was : null, changed, row, column };
}
