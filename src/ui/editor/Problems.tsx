import { lazy, Suspense, useEffect, useState } from 'react';
import { whyNot } from '../../app/whyNot.ts';
import { traceOf } from '../../app/store.ts';
import type { Severity } from '../../model/Diagnostic.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './Problems.module.css';
import hues from './severity.module.css';
import { SIGN } from './severity.ts';

const ProblemList = lazy(() => import('./ProblemList.tsx'));
const FixAll = lazy(() => import('./FixAll.tsx'));

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
  const fails = useAppState((s) => {
    const trace = traceOf(s);
    return trace !== null && trace.ending.result !== 'delivered';
  });
  // what was typed into the cluster is not asked why
  const typed = useAppState((s) => s.resultTyped.length > 0);
  const [open, setOpen] = useState(false);
  const unexamined = useAppState((s) => !s.stale && s.diagnosedText !== s.resultText);
  const working = calculation.kind === 'working';
  const lasting = useLasting(unexamined || working);

  if (calculation.kind !== 'idle' && !working) {
    return (
      <div className={styles.status} role="alert">
        <span className={hues.error} aria-hidden="true">
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

  if ((working && lasting) || !(result || diagnostics.length))
    return (
      <div className={styles.status}>
        <span className={`${styles.busy} ${styles.grow}`} role="status">
          {calculating}
        </span>
      </div>
    );

  // nothing is known to be right before the checks have said so
  const checking = lasting && unexamined;
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  const warnings = diagnostics.filter((d) => d.severity === 'warning').length;
  const worst: Severity | null = errors ? 'error' : warnings ? 'warning' : diagnostics.length > 0 ? 'info' : null;
  const look = worst ?? (fails ? 'warning' : null);
  const own = result?.services.filter((service) => !service.system) ?? [];
  const ready = own.reduce((n, service) => n + service.endpoints.filter((e) => e.ready).length, 0);
  const summary =
    worst === null
      ? fails
        ? words.fails(ready, !typed)
        : words.noProblems(ready, checking)
      : [errors && words.counted.error(errors), warnings && words.counted.warning(warnings)]
          .filter(Boolean)
          .join(words.comma) || words.counted.info(diagnostics.length);

  return (
    <>
      {open && diagnostics.length > 0 && (
        <Suspense>
          <ProblemList diagnostics={diagnostics} />
        </Suspense>
      )}
      <div className={styles.status}>
        <span className={look ? hues[look] : styles.fine} aria-hidden="true">
          {look ? SIGN[look] : checking ? '' : '✓'}
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
          <>
            <Suspense>
              <FixAll />
            </Suspense>
            <span className={`faint ${styles.key}`}>
              <kbd>F8</kbd> {words.next}
            </span>
          </>
        )}
      </div>
    </>
  );
}
