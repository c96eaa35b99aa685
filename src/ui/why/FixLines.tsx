import { withEdits } from '../../model/withEdits.ts';
import { editLines } from '../../scene/editLines.ts';
import type { Fix } from '../../model/Diagnostic.ts';
import styles from './WhyPanel.module.css';

/** The lines that an edit takes away and puts in. */
export function FixLines({ text, fix }: { text: string; fix: Fix }) {
  const { out, put } = editLines(text, withEdits(text, fix.edits));
  return (
    <pre className={styles.lines}>
      {out.map((line) => (
        <del key={`- ${line}`}>{line || ' '}</del>
      ))}
      {put.map((line) => (
        <ins key={`+ ${line}`}>{line || ' '}</ins>
      ))}
    </pre>
  );
}
