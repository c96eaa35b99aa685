import { useEffect, useRef } from 'react';
import { useApp } from '../context.ts';
import styles from './CodeEditor.module.css';
import { editorOf } from './keptEditor.ts';

/** The place of the editor in the page; a chunk of its own. */
export default function CodeEditor() {
  const app = useApp();
  const host = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const editor = editorOf(app);
    host.current?.append(editor.dom);
    editor.shown();
    return () => {
      editor.leaves();
      editor.dom.remove();
    };
  }, [app]);

  return <div ref={host} id="file-panel" className={styles.host} />;
}
