import { useEffect, useState } from 'react';
import { useApp, useWords } from '../context.ts';
import styles from './FileDrop.module.css';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** YAML files and folders of them may be dropped anywhere. */
export function FileDrop() {
  const app = useApp();
  const words = useWords().notices;
  const [over, setOver] = useState(false);
  useEffect(() => {
    const open = async (files: File[], entries: FileSystemEntry[]): Promise<void> => {
      const { readDropped } = await import('./readDropped.ts');
      const dropped = await readDropped(files, entries);
      if (dropped.kind === 'text') app.openFile(dropped.name, dropped.text);
      else if (dropped.kind !== 'nothing') app.notify(words.notOpened[dropped.kind](dropped.name));
    };
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
      const { files, items } = event.dataTransfer ?? {};
      // they can be asked for now only
      const entries = [...(items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
      void open([...(files ?? [])], entries);
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
