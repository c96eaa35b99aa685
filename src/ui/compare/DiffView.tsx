import type { LineDiff } from '../../app/lineDiff.ts';
import { Printed } from '../kit/Words.tsx';
import styles from './Compare.module.css';
import { useCompareWords } from './compareWords.ts';

const MARKS = { same: ' ', added: '+', removed: '−' } as const;
/** Lines of a diff that are drawn: more is no reading. */
const MOST = 2000;

/** Two texts as one: lines of A are struck out by their sign, lines of B added. */
export function DiffView({ diff, name }: { diff: LineDiff; name: string }) {
  const words = useCompareWords();
  if (diff.added === 0 && diff.removed === 0) return <p className={styles.note}>{words.sameLines}</p>;
  return (
    <>
      {/* It scrolls, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.diff} role="region" aria-label={name} tabIndex={0}>
        <table>
          <tbody>
            {diff.lines.slice(0, MOST).map((line, i) => {
              if (line.kind === 'gap')
                return (
                  // A gap has no name but its place.
                  // oxlint-disable-next-line react/no-array-index-key
                  <tr key={`gap ${i}`} className={styles.gap}>
                    <td colSpan={4}>⋯ {words.gap(line.lines)}</td>
                  </tr>
                );
              return (
                <tr key={`${line.a} ${line.b}`} className={styles[line.kind]}>
                  <td className={styles.lineNumber}>{line.a}</td>
                  <td className={styles.lineNumber}>{line.b}</td>
                  <td className={styles.sign}>{MARKS[line.kind]}</td>
                  <td className={styles.line}>
                    <Printed text={line.text} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {diff.lines.length > MOST && <p className={styles.note}>{words.cutAt(String(MOST))}</p>}
    </>
  );
}

/** `+3 only in B  −1 only in A`. */
export function DiffCounts({ added, removed }: { added: number; removed: number }) {
  const words = useCompareWords();
  return (
    <span className={styles.counts}>
      <span>{words.removed(removed)}</span> <span>{words.added(added)}</span>
    </span>
  );
}
