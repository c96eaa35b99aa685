import { useEffect } from 'react';
import { useApp, useAppState } from '../context.ts';
import styles from './Toast.module.css';

const SHOWN = 5000;

/** What just happened, for a few seconds; said once to a screen reader. */
export function Toast() {
  const app = useApp();
  const notice = useAppState((s) => s.notice);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(app.dismissNotice, SHOWN);
    return () => clearTimeout(timer);
  }, [notice, app]);
  return (
    <div role="status" className={notice ? styles.toast : 'hidden'}>
      {notice && (
        <>
          <strong>{notice.text}</strong>
          {notice.detail && <p>{notice.detail}</p>}
        </>
      )}
    </div>
  );
}
