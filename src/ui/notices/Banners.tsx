import { useApp, useAppState, useWords } from '../context.ts';
import styles from './Banners.module.css';
import { saveText } from './saveText.ts';

/** What the person must know about the link, the draft and the storage. Nothing here blocks the page. */
export function Banners() {
  const app = useApp();
  const words = useWords().notices;
  const language = useAppState((s) => s.language);
  const link = useAppState((s) => s.linkProblem);
  const draft = useAppState((s) => s.draftOffer);
  const storage = useAppState((s) => s.storageProblem);
  return (
    <>
      {link && (
        <div className={`${styles.banner} ${styles.bad}`} role="alert">
          <p>
            <span aria-hidden="true">✕ </span>
            {words.link[link.problem]} {link.shown ? words.newerText : words.example}
          </p>
          {link.raw && (
            <button type="button" onClick={() => saveText('kubehop-link.txt', link.raw)}>
              {words.downloadRaw}
            </button>
          )}
          <button type="button" onClick={app.dismissLinkProblem}>
            {words.close}
          </button>
        </div>
      )}
      {storage === 'full' && (
        <div className={`${styles.banner} ${styles.bad}`} role="alert">
          <p>
            <span aria-hidden="true">▲ </span>
            {words.storageFull}
          </p>
          <button type="button" onClick={() => saveText('scenario.yaml', app.store.getState().text)}>
            {words.download}
          </button>
        </div>
      )}
      {draft && !link && (
        <div className={styles.banner} role="status">
          <p>{words.draft(new Date(draft.saved).toLocaleString(language))}</p>
          <button type="button" onClick={app.restoreDraft}>
            {words.restore}
          </button>
          <button type="button" onClick={app.dismissDraft}>
            {words.notNow}
          </button>
        </div>
      )}
    </>
  );
}
