import { useMemo } from 'react';
import { useStore } from 'zustand';
import { comparisonOf } from '../../app/comparison.ts';
import { lineDiff, MOST_LINES } from '../../app/lineDiff.ts';
import { grouped } from '../../words/grouped.ts';
import { useApp, useAppState } from '../context.ts';
import styles from './Compare.module.css';
import { DiffCounts, DiffView } from './DiffView.tsx';
import { useCompareWords } from './compareWords.ts';

/** The edits that make B of A. */
export function TextCompared() {
  const app = useApp();
  const words = useCompareWords();
  const a = useStore(comparisonOf(app).store, (s) => (s.a.kind === 'ready' ? s.a.text : ''));
  const b = useAppState((s) => s.resultText);
  const diff = useMemo(() => lineDiff(a, b), [a, b]);
  if (!diff) return <p className={styles.note}>{words.tooLarge(grouped(MOST_LINES))}</p>;
  if (diff.added + diff.removed === 0) return <p className={styles.note}>{words.textSame}</p>;
  return (
    <div className={styles.rules}>
      <section className={styles.command} aria-label={words.aspects.text}>
        <h3>
          scenario.yaml <DiffCounts added={diff.added} removed={diff.removed} />
        </h3>
        <DiffView diff={diff} name="scenario.yaml" />
      </section>
    </div>
  );
}
