import { useRef } from 'react';
import { titleOf } from '../../app/titleOf.ts';
import { GALLERY } from '../../scenarios/index.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './GalleryMenu.module.css';
import { Icon } from '../kit/icons.tsx';

/** Where one is, and the way to the other scenarios: a native popover. */
export function GalleryMenu() {
  const app = useApp();
  const { header: words, gallery } = useWords();
  const title = useAppState(titleOf);
  const edited = useAppState((s) => s.text !== s.openedText);
  const current = useAppState((s) => (s.origin.kind === 'gallery' ? s.origin.name : ''));
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
      <div id="gallery" popover="auto" ref={menu} className={styles.menu}>
        <ul>
          {GALLERY.map((entry) => (
            <li key={entry.name}>
              <button
                type="button"
                className="plain"
                aria-current={entry.name === current ? 'page' : undefined}
                onClick={() => {
                  menu.current?.hidePopover();
                  app.openGallery(entry.name);
                }}
              >
                <strong>{gallery[entry.name].title}</strong>
                <span className="dim">{gallery[entry.name].goal}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className="faint">{words.keepsDraft}</p>
      </div>
    </div>
  );
}
