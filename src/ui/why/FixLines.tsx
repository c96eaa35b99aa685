import { withEdits } from '../../model/withEdits.ts';
import { editLines } from '../../scene/editLines.ts';
import type { Fix } from '../../model/Diagnostic.ts';
import styles from './WhyPanel.module.css';

/** The lines that an edit takes away and puts in, without the indentation that they have in common. */
export function FixLines({ text, fix }: { text: string; fix: Fix }) {
  const lines = editLines(text, withEdits(text, fix.edits));
  const indent = Math.min(...[...lines.out, ...lines.put].map((line) => line.search(/\S|$/)));
  const [out, put] = [lines.out, lines.put].map((some) => some.map((line) => line.slice(indent))) as [
    string[],
    string[],
  ];
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
