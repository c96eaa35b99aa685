import type { Diagnostic, Severity } from '../../model/Diagnostic.ts';
import { useWords } from '../context.ts';
import hues from './severity.module.css';
import { SIGN } from './severity.ts';

/** How many errors there are among diagnostics, or warnings where there is none; nothing where there is neither. */
export function WorstCount({ diagnostics }: { diagnostics: readonly Diagnostic[] }) {
  const { editor: words } = useWords();
  const count = (severity: Severity): number => diagnostics.filter((one) => one.severity === severity).length;
  const worst = count('error') > 0 ? 'error' : 'warning';
  const n = count(worst);
  return (
    n > 0 && (
      <span className={hues[worst]}>
        <span aria-hidden="true">
          {SIGN[worst]}
          {n}
        </span>
        <span className="hidden"> {words.counted[worst](n)}</span>
      </span>
    )
  );
}
