import { useApp, useAppState } from '../context.ts';
import styles from './Banners.module.css';
import { saveText } from './saveText.ts';

/** What the person must know about the link, the draft and the storage. Nothing here blocks the page. */
export function Banners() {
  const app = useApp();
  const link = useAppState((s) => s.linkProblem);
  const draft = useAppState((s) => s.draftOffer);
  const storage = useAppState((s) => s.storageProblem);
  return (
    <>
      {link && (
        <div className={`${styles.banner} ${styles.bad}`} role="alert">
          <p>
            <span aria-hidden="true">✕ </span>
            {link.message} Below is an example instead.
          </p>
          {link.raw && (
            <button type="button" onClick={() => saveText('kubehop-link.txt', link.raw)}>
              Download what there is
            </button>
          )}
          <button type="button" onClick={app.dismissLinkProblem}>
            Close
          </button>
        </div>
      )}
      {storage === 'full' && (
        <div className={`${styles.banner} ${styles.bad}`} role="alert">
          <p>
            <span aria-hidden="true">▲ </span>
            The browser's storage is full: your text is not saved here.
          </p>
          <button type="button" onClick={() => saveText('scenario.yaml', app.store.getState().text)}>
            Download it
          </button>
        </div>
      )}
      {draft && !link && (
        <div className={styles.banner} role="status">
          <p>You have a draft of {new Date(draft.saved).toLocaleString()}. It is kept as it is.</p>
          <button type="button" onClick={app.restoreDraft}>
            Restore my draft
          </button>
          <button type="button" onClick={app.dismissDraft}>
            Not now
          </button>
        </div>
      )}
    </>
  );
}
