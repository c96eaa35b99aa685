import { applyFix } from '../../app/applyFix.ts';
import { sayLines } from '../../app/sayLines.ts';
import type { Diagnostic, Severity } from '../../model/Diagnostic.ts';
import { sayFix, sayHint, sayProblem } from '../../words/say.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './ProblemList.module.css';
import hues from './severity.module.css';
import { SIGN } from './severity.ts';

/** More than these are not listed. */
const MOST = 200;

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** What is wrong with the text, worst first: each leads to its place, and can be mended from here. */
export default function ProblemList({ diagnostics }: { diagnostics: readonly Diagnostic[] }) {
  const app = useApp();
  const catalog = useWords();
  const words = catalog.editor;
  const text = useAppState((s) => s.diagnosedText);
  const sorted = [...diagnostics].sort(
    (a, b) => ORDER[a.severity] - ORDER[b.severity] || (a.span?.start ?? 0) - (b.span?.start ?? 0),
  );
  const shown = sorted.slice(0, MOST);
  const lines = sayLines(
    catalog,
    text,
    shown.map(({ span }) => span?.start ?? 0),
  );
  return (
    <ol className={styles.list} aria-label={words.problems}>
      {shown.map((d, i) => (
        // The list is drawn anew as a whole; two diagnostics may be equal in everything.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={i}>
          <button type="button" className="plain" disabled={!d.span} onClick={() => d.span && app.jumpTo(d.span, text)}>
            <span className={hues[d.severity]}>
              <span aria-hidden="true">{SIGN[d.severity]}</span>
              <span className="hidden">{words.severity[d.severity]}</span>
            </span>{' '}
            {d.span && <span className="faint">{lines[i]} · </span>}
            <span {...(typeof d.message === 'string' && { className: styles.message, lang: 'en' })}>
              {sayProblem(catalog, d)}
            </span>
            <HintText diagnostic={d} />
          </button>
          {d.fixes?.map((fix) => (
            <button
              key={String(fix.title)}
              type="button"
              className={styles.fix}
              onClick={() => void applyFix(app, fix)}
            >
              {sayFix(catalog, fix)}
            </button>
          ))}
        </li>
      ))}
    </ol>
  );
}

function HintText({ diagnostic }: { diagnostic: Diagnostic }) {
  const hint = sayHint(useWords(), diagnostic);
  return hint && <span className={styles.hint}>{hint}</span>;
}
