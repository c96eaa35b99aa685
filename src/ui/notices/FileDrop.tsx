import { useEffect, useState } from 'react';
import { useApp } from '../context.ts';
import styles from './FileDrop.module.css';

/** The most that is read from a file; refused by its size, before reading. */
const LARGEST = 200 * 1024 * 1024;

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** A YAML file may be dropped anywhere. */
export function FileDrop() {
  const app = useApp();
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
      if (file.size > LARGEST) app.notify(`${file.name} is larger than 200 MB, the most that Kubehop reads.`);
      else
        file.text().then(
          (text) => app.openFile(file.name, text),
          () => app.notify(`${file.name} could not be read.`),
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
  }, [app]);
  return over ? <div className={styles.drop}>Drop a YAML file to open it</div> : null;
}
