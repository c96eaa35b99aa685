import { useEffect } from 'react';
import { useApp, useAppState, useWords } from '../context.ts';
import { saveText } from './saveText.ts';
import styles from './Toast.module.css';

const SHOWN = 5000;
/** Where there is something to press. */
const SHOWN_TO_ACT = 20_000;

/** What just happened, for a few seconds; said once to a screen reader. */
export function Toast() {
  const app = useApp();
  const notice = useAppState((s) => s.notice);
  const { asFile } = useWords().notices;
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(app.dismissNotice, notice.asFile ? SHOWN_TO_ACT : SHOWN);
    return () => clearTimeout(timer);
  }, [notice, app]);
  return (
    <div role="status" className={notice ? styles.toast : 'hidden'}>
      {notice && (
        <>
          <strong>{notice.text}</strong>
          {notice.detail && <p>{notice.detail}</p>}
          {notice.asFile && (
            <button type="button" onClick={() => saveText('scenario.yaml', app.store.getState().text)}>
              {asFile}
            </button>
          )}
        </>
      )}
    </div>
  );
}
