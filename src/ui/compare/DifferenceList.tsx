import { useStore } from 'zustand';
import { comparisonOf } from '../../app/comparison.ts';
import { useApp, useAppState } from '../context.ts';
import { Words } from '../kit/Words.tsx';
import styles from './Compare.module.css';
import { type DifferenceRow, differenceRows, widerRows } from './differenceRows.ts';
import { useCompareCatalog } from './compareWords.ts';

/** What differs, in words: a table that says what the two pictures show. */
export function DifferenceList({ show }: { show(aspect: 'rules' | 'matrix'): void }) {
  const app = useApp();
  const words = useCompareCatalog();
  const { compare } = words;
  const comparison = comparisonOf(app);
  const found = useStore(comparison.store, (s) => s.found);
  const same = useStore(comparison.store, ({ a }) => (a.kind === 'ready' ? a.text : null));
  const sameText = useAppState((s) => s.resultText === same);
  const rules = useStore(comparison.store, (s) => s.rules);
  const changes = useStore(comparison.store, (s) => s.matrix?.changes ?? null);
  const rows = [...(found ? differenceRows(words, found) : []), ...widerRows(words, rules, changes)];
  const goTo = ({ step, aspect }: DifferenceRow): void => {
    if (step !== undefined) comparison.seekHop(step);
    else if (aspect) show(aspect);
  };
  return (
    // It scrolls, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.differences} aria-label={compare.differs} tabIndex={0}>
      {rows.length === 0 && (
        <p role="status">{sameText ? compare.sameText : found ? compare.nothing : compare.noConnection}</p>
      )}
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{compare.differs}</th>
              <th scope="col">A</th>
              <th scope="col">B</th>
              <th scope="col">{compare.change}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.what}>
                <th scope="row">{row.what}</th>
                <td>
                  <Words text={row.a} />
                </td>
                <td>
                  <Words text={row.b} />
                </td>
                <td>
                  {row.step === undefined && !row.aspect ? (
                    row.change
                  ) : (
                    <button type="button" className="link" onClick={() => goTo(row)}>
                      {row.change || compare.goThere}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
