import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { comparisonOf } from '../../app/comparison.ts';
import { MOST_CONNECTIONS } from '../../app/matrixStudy.ts';
import { whyNot } from '../../app/whyNot.ts';
import { grouped } from '../../words/grouped.ts';
import { matrixTable } from '../../scene/matrixTable.ts';
import { unfoldChanges } from '../../scene/unfoldChanges.ts';
import { useMatrixWords } from '../matrix/matrixWords.ts';
import { useApp } from '../context.ts';
import { MatrixGrid } from '../matrix/MatrixGrid.tsx';
import styles from './Compare.module.css';
import { useCompareCatalog } from './compareWords.ts';

/** What is in one of the two and not in both. */
const without = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...a, ...b].filter((key) => a.has(key) !== b.has(key)));

/** The matrix of B, with what its cells are in A where that differs. */
export function MatrixCompared() {
  const app = useApp();
  const all = useCompareCatalog();
  const words = all.compare;
  const own = useMatrixWords();
  const { store } = comparisonOf(app);
  const matrix = useStore(store, (s) => s.matrix);
  // in whole percents, and only while there is nothing else to see: the grid is drawn again for a new matrix alone
  const part = useStore(store, (s) => (s.matrix ? 0 : Math.round((s.part ?? 0) * 100)));
  const problem = useStore(store, (s) => s.problem);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const table = useMemo(() => {
    if (!matrix) return null;
    const closed = matrixTable(matrix.to, matrix.changes, new Set());
    return matrixTable(matrix.to, matrix.changes, without(unfoldChanges(closed), toggled));
  }, [matrix, toggled]);
  if (!matrix || !table)
    return (
      <p className={problem ? styles.problem : styles.note} role="status">
        {problem ? whyNot(all.engine, problem) : own.working(part)}
      </p>
    );
  const { cells, columns } = matrix.changes;
  const toggle = (key: string): void => {
    setToggled(without(toggled, new Set([key])));
  };
  const leftOut = Math.max(matrix.from.leftOut.length, matrix.to.leftOut.length);
  return (
    <div className={styles.rules}>
      <p className={styles.note} role="status">
        {cells.length > 0 ? (
          <>
            <strong>{all.compare.cells(cells.length)}.</strong> {words.matrixHint}
          </>
        ) : (
          words.matrixSame
        )}
        {columns.added + columns.gone > 0 && ` ${words.matrixOnly(columns.gone, columns.added)}`}
        {leftOut > 0 && ` ${own.leftOut(leftOut, grouped(MOST_CONNECTIONS))}`}
      </p>
      {table.groups.length === 0 ? (
        <p className={styles.note}>{own.nothing}</p>
      ) : (
        <div className={styles.grid}>
          <MatrixGrid
            table={table}
            followed={null}
            follow={({ row, column }) => app.setTraffic({ from: row.place, url: column.url })}
            toggle={toggle}
          />
          {table.hidden > 0 && <p className={styles.note}>{own.hidden(table.hidden)}</p>}
        </div>
      )}
    </div>
  );
}
