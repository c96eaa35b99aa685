import { edited } from '../../app/edited.ts';
import type { Fix } from '../../model/Diagnostic.ts';
import styles from './WhyPanel.module.css';

/** The lines that an edit takes away and puts in. */
export function FixLines({ text, fix }: { text: string; fix: Fix }) {
  const before = text.split('\n');
  const after = edited(text, fix.edits).split('\n');
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - start && before.at(-1 - tail) === after.at(-1 - tail))
    tail += 1;
  const out = before.slice(start, before.length - tail);
  const put = after.slice(start, after.length - tail);
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
