import { type KeyboardEvent, lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { afterPause } from '../../app/afterPause.ts';
import { type DocumentLine, documentAt, documentsOf } from '../../app/documents.ts';
import type { Diagnostic, Severity } from '../../model/Diagnostic.ts';
import { type FilePart, filesOf } from '../../model/files.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { Icon } from '../kit/icons.tsx';
import styles from './EditorBar.module.css';
import { FileTabs, NewFile } from './FileTabs.tsx';
import { sayLines } from '../../app/sayLines.ts';
import hues from './severity.module.css';
import { SIGN } from './severity.ts';
import { turnHistory } from './turnHistory.ts';

const FormPane = lazy(() => import('./FormPane.tsx'));

/** More than these are not listed at once; who has them searches. */
const MOST = 200;
const SEARCHED = 12;

/** Milliseconds without a key until the documents are read again: in a large text that is not to slow down typing. */
const PAUSE = 200;

/**
 * The documents and files of the text: read after a pause while somebody types, at once after any other change. No key
 * has the bar drawn anew.
 */
function useParts(): { documents: DocumentLine[]; files: FilePart[] } {
  const { store } = useApp();
  const version = useAppState((s) => s.textVersion);
  const [read, setRead] = useState(() => ({ text: store.getState().text, version }));
  if (read.version !== version) setRead({ text: store.getState().text, version });
  useEffect(() => {
    const reading = afterPause(() => {
      const { text, textVersion } = store.getState();
      setRead({ text, version: textVersion });
    }, PAUSE);
    const unsubscribe = store.subscribe(({ text }, before) => {
      if (text !== before.text) reading.soon();
    });
    return () => {
      unsubscribe();
      reading.cancel();
    };
  }, [store]);
  return useMemo(() => ({ documents: documentsOf(read.text), files: filesOf(read.text) }), [read.text]);
}

const ICON = { undo: 'Undo', redo: 'Redo' } as const;

/** The files; the document that the cursor is in, and the list of all to go to another one. */
export default function EditorBar() {
  const app = useApp();
  const words = useWords().editor;
  const open = useAppState((s) => s.outline);
  const form = useAppState((s) => s.form);
  const { documents, files } = useParts();
  const at = useAppState((s) => documentAt(documents, s.cursor));
  const current = documents[at];
  return (
    <>
      <FileTabs files={files} />
      <div className={styles.bar}>
        <button
          type="button"
          className={`plain ${styles.current}`}
          disabled={documents.length === 0}
          aria-expanded={open}
          onClick={() => app.show({ outline: !open })}
        >
          <Icon name="List" size={14} />
          <Named one={current} />
          <span className={`faint ${styles.count}`}>
            {words.documentOf(Math.min(at + 1, documents.length), documents.length)}
          </span>
          <Icon name="ChevronDown" size={12} />
        </button>
        {(['undo', 'redo'] as const).map((act) => (
          <button
            key={act}
            type="button"
            className={`plain ${styles.act}`}
            aria-label={words[act]}
            title={words[act]}
            onClick={() => void turnHistory(app, act)}
          >
            <Icon name={ICON[act]} />
          </button>
        ))}
        <NewFile className={`plain ${styles.act}`} />
        <button type="button" className={styles.form} aria-pressed={form} onClick={() => app.show({ form: !form })}>
          {words.form}
        </button>
      </div>
      {form && (
        <Suspense>
          <FormPane />
        </Suspense>
      )}
      {open && <DocumentList documents={documents} current={at} />}
    </>
  );
}

function Named({ one }: { one: DocumentLine | undefined }) {
  const words = useWords().editor;
  if (!one?.kind && !one?.name) return <span className={styles.name}>{words.unnamed}</span>;
  return (
    <span className={styles.name}>
      <span className="dim">{one.kind}</span> <b className="mono">{one.name}</b>
    </span>
  );
}

/** The worst of what was found in a document. */
const worstIn = (diagnostics: readonly Diagnostic[], { start, end }: DocumentLine): Severity | undefined => {
  const own = diagnostics.filter(({ span }) => span && span.start < end && span.end >= start);
  return (['error', 'warning', 'info'] as const).find((severity) => own.some((one) => one.severity === severity));
};

/** Who opens the list goes on in it. */
const begin = (list: HTMLElement | null): void =>
  (list?.querySelector<HTMLElement>('input') ?? list?.querySelector<HTMLElement>('[aria-current]'))?.focus();

function DocumentList({ documents, current }: { documents: readonly DocumentLine[]; current: number }) {
  const app = useApp();
  const catalog = useWords();
  const { editor: words } = catalog;
  const text = useAppState((s) => s.text);
  const diagnostics = useAppState((s) => s.diagnostics);
  const [search, setSearch] = useState('');
  const close = (): void => app.show({ outline: false });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  const wanted = search.toLowerCase();
  // kind and name are read out of the text when they are asked for
  const fitting =
    wanted === '' ? documents : documents.filter(({ kind, name }) => `${kind} ${name}`.toLowerCase().includes(wanted));
  const found = fitting.slice(0, MOST);
  const lines = sayLines(
    catalog,
    text,
    found.map(({ start }) => start),
  );
  return (
    <div ref={begin} className={styles.list} role="group" aria-label={words.documents}>
      {documents.length > SEARCHED && (
        <input
          type="search"
          aria-label={words.find}
          placeholder={words.find}
          value={search}
          onKeyDown={onKeyDown}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <ol>
        {found.map((one, i) => {
          const worst = worstIn(diagnostics, one);
          const here = one === documents[current];
          return (
            <li key={one.start}>
              <button
                type="button"
                className="plain"
                aria-current={here ? 'true' : undefined}
                onKeyDown={onKeyDown}
                onClick={() => {
                  close();
                  app.jumpTo({ start: one.start, end: one.start });
                }}
              >
                <span className={worst && hues[worst]}>
                  <span aria-hidden="true">{worst && SIGN[worst]}</span>
                  {worst && <span className="hidden">{words.severity[worst]}</span>}
                </span>
                <Named one={one} />
                <span className="faint">{lines[i]}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
