import type { MatrixTable } from './matrixTable.ts';

/** Folds that are opened for what changed in them, at most: the reader opens the rest. */
const MOST = 6;

/** What must be unfolded so that cells show what they were before: folds whose members changed in different ways. */
export function unfoldChanges({ groups, lines }: MatrixTable): ReadonlySet<string> {
  const columns = groups.flatMap((group) => group.columns);
  const mixed = lines.flatMap((line) =>
    line.cells.flatMap(({ changed, before }, i) =>
      changed > 0 && before === null ? [{ line, column: columns[i] }] : [],
    ),
  );
  const keys = mixed.flatMap(({ line, column }) => [
    ...(column?.fold === 'closed' ? [column.key] : []),
    ...(line.fold === 'closed' ? [line.key] : []),
  ]);
  return new Set([...new Set(keys)].slice(0, MOST));
}
