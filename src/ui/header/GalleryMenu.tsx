import { useRef } from 'react';
import type { AppState } from '../../app/store.ts';
import { GALLERY } from '../../scenarios/index.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './GalleryMenu.module.css';
import { Icon } from '../kit/icons.tsx';

/** The scenario's own title, or what it was opened as. */
function titleOf({ result, origin, words }: AppState): string {
  if (result?.scenario.title) return result.scenario.title;
  switch (origin.kind) {
    case 'gallery':
      return origin.title;
    case 'file':
      return origin.name;
    case 'draft':
      return words.header.draft;
    case 'link':
      return words.header.linked;
  }
}

/** Where one is, and the way to the other scenarios: a native popover. */
export function GalleryMenu() {
  const app = useApp();
  const words = useWords().header;
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
                <strong>{entry.title}</strong>
                <span className="dim">{entry.goal}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className="faint">{words.keepsDraft}</p>
      </div>
    </div>
  );
}
