import { useEffect, useState } from 'react';
import { whyNot } from '../../app/whyNot.ts';
import type { Diagnostic, Severity } from '../../model/Diagnostic.ts';
import { sayFix, sayHint, sayProblem } from '../../words/say.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './Problems.module.css';
import { sayLines } from '../../app/sayLines.ts';
import { SIGN } from './severity.ts';

/** More than these are not listed. */
const MOST = 200;

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** True once it has been so for a while: what is over in a blink needs no word. */
function useLasting(so: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!so) return;
    const timer = setTimeout(() => setLasting(true), 400);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [so]);
  return lasting;
}

/** The editor's status line, and above it, when opened, the list of what is wrong with the text. */
export function Problems() {
  const app = useApp();
  const {
    editor: words,
    engine,
    picture: { calculating },
  } = useWords();
  const diagnostics = useAppState((s) => s.diagnostics);
  const calculation = useAppState((s) => s.calculation);
  const result = useAppState((s) => s.result);
  const stale = useAppState((s) => s.stale);
  const [open, setOpen] = useState(false);
  const busy = useLasting(calculation.kind === 'working');

  if (calculation.kind !== 'idle' && calculation.kind !== 'working') {
    return (
      <div className={styles.status} role="alert">
        <span className={styles.error} aria-hidden="true">
          ✕
        </span>
        <span className={styles.grow}>{whyNot(engine, calculation)}</span>
        {calculation.kind === 'failed' && (
          <button type="button" onClick={() => void navigator.clipboard?.writeText(calculation.report)}>
            {words.copyReport}
          </button>
        )}
        <button type="button" onClick={app.runAgain}>
          {words.runAgain}
        </button>
      </div>
    );
  }

  if (busy)
    return (
      <div className={styles.status}>
        <span className={`${styles.busy} ${styles.grow}`} role="status">
          {calculating}
        </span>
      </div>
    );

  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  const warnings = diagnostics.filter((d) => d.severity === 'warning').length;
  const worst: Severity | null = errors ? 'error' : warnings ? 'warning' : diagnostics.length > 0 ? 'info' : null;
  const own = result?.services.filter((service) => !service.system) ?? [];
  const ready = own.reduce((n, service) => n + service.endpoints.filter((e) => e.ready).length, 0);
  const summary =
    worst === null
      ? words.noProblems(ready)
      : [errors && words.counted.error(errors), warnings && words.counted.warning(warnings)]
          .filter(Boolean)
          .join(words.comma) || words.counted.info(diagnostics.length);

  return (
    <>
      {open && diagnostics.length > 0 && <ProblemList diagnostics={diagnostics} />}
      <div className={styles.status}>
        <span className={worst ? styles[worst] : styles.fine} aria-hidden="true">
          {worst ? SIGN[worst] : '✓'}
        </span>
        {worst === null ? (
          <span className={styles.grow} role="status">
            {summary}
          </span>
        ) : (
          <button type="button" className={`plain ${styles.grow}`} aria-expanded={open} onClick={() => setOpen(!open)}>
            <span role="status">
              {summary}
              {stale ? words.stale : ''}
            </span>
            <span className="faint"> {open ? '▾' : '▴'}</span>
          </button>
        )}
        {worst !== null && (
          <span className="faint">
            <kbd>F8</kbd> {words.next}
          </span>
        )}
      </div>
    </>
  );
}

function ProblemList({ diagnostics }: { diagnostics: readonly Diagnostic[] }) {
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
          <button type="button" className="plain" disabled={!d.span} onClick={() => d.span && app.jumpTo(d.span)}>
            <span className={styles[d.severity]}>
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
            <button key={String(fix.title)} type="button" className={styles.fix} onClick={() => app.applyFix(fix)}>
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
