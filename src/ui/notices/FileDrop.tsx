import { useEffect, useState } from 'react';
import { useApp, useWords } from '../context.ts';
import styles from './FileDrop.module.css';

/** The most that is read from a file; refused by its size, before reading. */
const LARGEST = 200 * 1024 * 1024;

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** A YAML file may be dropped anywhere. */
export function FileDrop() {
  const app = useApp();
  const words = useWords().notices;
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      if (file.size > LARGEST) app.notify(words.fileTooLarge(file.name));
      else
        file.text().then(
          (text) => app.openFile(file.name, text),
          () => app.notify(words.fileUnreadable(file.name)),
        );
    };
    addEventListener('dragover', onDragOver);
    addEventListener('dragleave', onDragLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onDragOver);
      removeEventListener('dragleave', onDragLeave);
      removeEventListener('drop', onDrop);
    };
  }, [app, words]);
  return over ? <div className={styles.drop}>{words.drop}</div> : null;
}
