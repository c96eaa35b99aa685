import { lazy, Suspense, useRef, useState } from 'react';
import { titleOf } from '../../app/titleOf.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './GalleryMenu.module.css';
import { Icon } from '../kit/icons.tsx';

const GalleryList = lazy(() => import('./GalleryList.tsx'));

/** Where one is, and the way to the other scenarios: a native popover. */
export function GalleryMenu() {
  const app = useApp();
  const { header: words } = useWords();
  const title = useAppState(titleOf);
  const edited = useAppState((s) => s.text !== s.openedText);
  const [seen, setSeen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  return (
    <div className={styles.crumb}>
      <button type="button" className={styles.open} popoverTarget="gallery">
        <span className={styles.word}>{words.gallery}</span> <Icon name="ChevronDown" size={14} />
      </button>
      <span className={`faint ${styles.slash}`} aria-hidden="true">
        /
      </span>
      <strong className={styles.title} title={title}>
        {title}
      </strong>
      {edited && <span className={styles.edited}>{words.edited}</span>}
      <div id="gallery" popover="auto" ref={menu} className={styles.menu} onToggle={() => setSeen(true)}>
        {seen && (
          <Suspense fallback={<p className="faint">…</p>}>
            <GalleryList
              openOwn={() => {
                menu.current?.hidePopover();
                app.show({ dialog: 'library' });
              }}
              open={(name) => {
                menu.current?.hidePopover();
                app.openGallery(name);
              }}
            />
          </Suspense>
        )}
      </div>
    </div>
  );
}
