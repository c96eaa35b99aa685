import { useMatrixWords } from './matrixWords.ts';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { type MatrixState, matrixStudyOf, MOST_CONNECTIONS } from '../../app/matrixStudy.ts';
import { placeName } from '../../model/placeName.ts';
import { trafficOf } from '../../app/store.ts';
import { whyNot } from '../../app/whyNot.ts';
import { grouped } from '../../words/grouped.ts';
import type { Matrix } from '../../model/Matrix.ts';
import type { MatrixChanges } from '../../scene/matrixChanges.ts';
import { matrixTable, type TableCell } from '../../scene/matrixTable.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { columnName, objectName, rowName, shortWords } from './cellWords.ts';
import styles from './Matrix.module.css';
import { MatrixDetails } from './MatrixDetails.tsx';
import { MatrixGrid } from './MatrixGrid.tsx';

/** Changes that are told in words; the rest is counted. */
const TOLD = 2;

/** From everywhere to everywhere: how a new connection would end, and what the last edit changed in that. */
export default function MatrixPane() {
  const app = useApp();
  const words = useMatrixWords();
  const study = matrixStudyOf(app);
  useEffect(() => study.watch(), [study]);
  const { matrix, changes, part, problem, open } = useStore(study.store);
  const service = useAppState((s) => s.matrixService);
  const system = useAppState((s) => s.matrixSystem);
  const services = useAppState((s) => s.result?.services ?? []);
  const table = useMemo(() => matrix && matrixTable(matrix, changes, open), [matrix, changes, open]);
  const offered = services.filter((s) => s.ports.length > 0 && (system || !s.system));
  const followed = useFollowed(matrix);

  const follow = ({ row, column }: TableCell): void => app.setTraffic({ from: row.place, url: column.url });

  return (
    <section className={styles.pane} aria-label={words.title}>
      <div className={styles.bar}>
        <h2>{words.title}</h2>
        {matrix && <span className="dim">{words.size(matrix.rows.length, matrix.columns.length)}</span>}
        <span className={styles.space} />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={system}
            onChange={(event) => app.keepMatrixTo({ matrixSystem: event.target.checked })}
          />
          {words.system}
        </label>
        <select
          aria-label={words.service}
          value={service}
          onChange={(event) => app.keepMatrixTo({ matrixService: event.target.value })}
        >
          <option value="">{words.all}</option>
          {offered.map(({ key }) => (
            <option key={key} value={key}>
              {objectName(key)}
            </option>
          ))}
        </select>
      </div>
      <Told matrix={matrix} changes={changes} part={part} problem={problem} />
      {table && table.groups.length === 0 && <p className={styles.note}>{words.nothing}</p>}
      {table && table.groups.length > 0 && (
        <div className={styles.scroll}>
          <MatrixGrid table={table} followed={followed} follow={follow} toggle={study.toggle} />
          {table.hidden > 0 && <p className={styles.note}>{words.hidden(table.hidden)}</p>}
        </div>
      )}
      {matrix && matrix.leftOut.length > 0 && (
        <p className={styles.note}>{words.leftOut(matrix.leftOut.length, grouped(MOST_CONNECTIONS))}</p>
      )}
      {followed ? <MatrixDetails name={followed.name} /> : <p className={styles.note}>{words.choose}</p>}
    </section>
  );
}

/** The row and the column of the connection that is followed, if the matrix has them. */
function useFollowed(matrix: Matrix | null) {
  const words = useMatrixWords();
  const url = useAppState((s) => trafficOf(s)?.url ?? '');
  const from = useAppState((s) => {
    const traffic = trafficOf(s);
    return traffic ? placeName(traffic.from) : '';
  });
  return useMemo(() => {
    const row = matrix?.rows.find(({ place }) => placeName(place) === from);
    const column = matrix?.columns.find((c) => c.url === url);
    if (!row || !column) return null;
    const name = `${rowName(words, row)} → ${objectName(column.service)} ${column.port}, ${columnName(words, column)}`;
    return { row: row.key, column: column.key, name };
  }, [matrix, words, from, url]);
}

interface ToldProps {
  matrix: Matrix | null;
  changes: MatrixChanges | null;
  part: number | null;
  problem: MatrixState['problem'];
}

/** What the last edit changed; or how far the calculation is. */
function Told({ matrix, changes, part, problem }: ToldProps) {
  const words = useMatrixWords();
  const { engine } = useWords();
  if (problem) return <p className={styles.problem}>{whyNot(engine, problem)}</p>;
  if (part !== null && !matrix) {
    return (
      <p className={styles.note} role="status">
        {words.working(Math.round(part * 100))}
      </p>
    );
  }
  if (!changes) return null;
  const { cells, rows, columns } = changes;
  const rest = cells.length - TOLD;
  const counts = [
    rows.added > 0 && words.newRows(rows.added),
    rows.gone > 0 && words.goneRows(rows.gone),
    columns.added > 0 && words.newColumns(columns.added),
    columns.gone > 0 && words.goneColumns(columns.gone),
  ].filter((text) => text !== false);
  return (
    <div className={styles.changes} role="status">
      <p>
        {cells.length > 0 ? <strong>{words.changed(cells.length)}</strong> : counts.length === 0 && words.unchanged}
        {counts.length > 0 && <span className="dim"> {counts.join(', ')}</span>}
      </p>
      {cells.length > 0 && (
        <ul>
          {cells.slice(0, TOLD).map(({ row, column, before, after }) => (
            <li key={`${row.key} ${column.key}`}>
              {words.change(
                rowName(words, row),
                `${objectName(column.service)} ${columnName(words, column)}`,
                shortWords(words, before),
                shortWords(words, after),
              )}
            </li>
          ))}
          {rest > 0 && <li className="dim">{words.changedRest(rest)}</li>}
        </ul>
      )}
    </div>
  );
}
