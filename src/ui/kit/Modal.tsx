import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useWords } from '../context.ts';
import styles from './Modal.module.css';
import { Icon } from './icons.tsx';

interface Props {
  title: string;
  close(): void;
  children: ReactNode;
  /** In place of the title, which is then only read aloud. */
  head?: ReactNode;
  /** A sheet comes from below and is as wide as the page; where there is room it stands beside the picture. A palette hangs from above. */
  look?: 'dialog' | 'palette' | 'sheet';
}

/** The browser's own modal dialog: it holds the focus, gives it back, and closes with Esc. */
export function Modal({ title, head, close, children, look = 'dialog' }: Props) {
  const words = useWords().page;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // closed while it is still there, or the focus would not go back
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    // A click on the backdrop is a click on the dialog itself. Esc does the same from the keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={styles[look]}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className={styles.inside}>
        <div className={styles.head}>
          <h2 id={heading} className={head ? 'hidden' : ''}>
            {title}
          </h2>
          {head}
          <button type="button" className={styles.close} onClick={close} aria-label={words.close}>
            <Icon name="X" size={16} />
          </button>
        </div>
        <div className={styles.body}>{children}</div>
      </div>
    </dialog>
  );
}
