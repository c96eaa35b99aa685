import { lazy, Suspense } from 'react';
import { useAppState } from '../context.ts';
import styles from './EditorPane.module.css';
import { Problems } from './Problems.tsx';

const EditorBar = lazy(() => import('./EditorBar.tsx'));
const CodeEditor = lazy(() => import('./CodeEditor.tsx'));

/** The scenario's text and what is wrong with it. The text can be read before the editor has loaded. */
export function EditorPane() {
  return (
    <>
      <Suspense fallback={<div className={styles.bar} />}>
        <EditorBar />
      </Suspense>
      <Suspense fallback={<PlainText />}>
        <CodeEditor />
      </Suspense>
      <Problems />
    </>
  );
}

function PlainText() {
  const text = useAppState((s) => s.text);
  return <pre className={styles.plain}>{text.slice(0, 20_000)}</pre>;
}
