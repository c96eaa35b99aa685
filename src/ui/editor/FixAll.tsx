import { useMemo, useState } from 'react';
import { countFixes, fixAll } from '../../app/fixAll.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './Problems.module.css';

/** Makes all fixes that need no choice: where there are several, for one is pressed where it is shown. */
export default function FixAll() {
  const app = useApp();
  const words = useWords().diagnosis?.fixAll;
  const diagnostics = useAppState((s) => s.diagnostics);
  const count = useMemo(() => countFixes(diagnostics), [diagnostics]);
  const [busy, setBusy] = useState(false);
  if (!words || count < 2) return null;
  const press = async (): Promise<void> => {
    setBusy(true);
    await fixAll(app);
    setBusy(false);
  };
  return (
    <button
      type="button"
      className={styles.fixAll}
      title={words.title}
      aria-disabled={busy}
      onClick={() => busy || void press()}
    >
      {words.button(count)}
    </button>
  );
}
