import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { addFiles, moveFile, openFileAt, removeFile, renameFile } from '../../app/files.ts';
import { type FilePart, fileOf } from '../../model/files.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { chosenTab, focusChosenTab } from '../kit/chosenTab.ts';
import { Icon } from '../kit/icons.tsx';
import { TabBar } from '../kit/TabBar.tsx';
import styles from './FileTabs.module.css';
import { WorstCount } from './WorstCount.tsx';

/** What a drag carries: without anything some browsers begin none. Which tab it is, `drag` knows. */
const DRAGGED = 'application/x-kubehop-file';

/** The files of the text as tabs. They are parts of it, so each change of them is an edit that can be undone. */
export function FileTabs({ files }: { files: readonly FilePart[] }) {
  const app = useApp();
  const { editor: words } = useWords();
  const shown = useAppState((s) => fileOf(files, s.cursor));
  const [changes, setChanges] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  /** The tab that is dragged, and the one that it would take the place of. */
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  /** Where the reader was in each file. */
  const left = useRef(new Map<string, number>());
  useEffect(() => {
    chosenTab(list.current)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown, files.length]);
  if (files.length < 2) return null;

  const choose = (index: number): void => {
    const { cursor } = app.store.getState();
    const from = files[shown];
    if (from) left.current.set(from.name, cursor - from.from);
    openFileAt(app, index, left.current.get(files[index]?.name ?? ''));
  };
  const remove = (index: number): void => {
    const name = files[index]?.name;
    setChanges(false);
    removeFile(app, index);
    if (name) app.notify(words.files.removed(name));
    focusChosenTab(list);
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const { key, altKey } = event;
    if (key === 'F2') setChanges(true);
    else if (key === 'Delete') remove(index);
    else if (altKey && key === 'ArrowLeft') move(index, index - 1);
    else if (altKey && key === 'ArrowRight') move(index, index + 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const move = (index: number, to: number): void => {
    moveFile(app, index, to);
    focusChosenTab(list);
  };
  const onDragOver = (event: DragEvent, to: number): void => {
    if (!drag) return;
    event.preventDefault();
    if (drag.to !== to) setDrag({ ...drag, to });
  };
  const onDrop = (event: DragEvent, index: number): void => {
    if (!drag) return;
    event.preventDefault();
    setDrag(null);
    moveFile(app, drag.from, index);
  };
  const landing = (index: number): 'before' | 'after' | undefined =>
    drag?.to !== index || drag.from === index ? undefined : drag.from > index ? 'before' : 'after';
  const current = files[shown];
  return (
    <>
      <TabBar
        list={list}
        label={words.files.name}
        panel="file-panel"
        tabs={files.map((file, i) => ({ id: String(i), name: <Tab file={file} /> }))}
        chosen={String(shown)}
        choose={(id) => choose(Number(id))}
        more={(id) => ({
          draggable: true,
          title: files[Number(id)]?.name,
          onKeyDown: (event) => onKeyDown(event, Number(id)),
          onDoubleClick: () => setChanges(true),
          'data-landing': landing(Number(id)),
          onDragStart: ({ dataTransfer }) => {
            dataTransfer.setData(DRAGGED, id);
            setDrag({ from: Number(id), to: Number(id) });
          },
          onDragEnd: () => setDrag(null),
          onDragOver: (event) => onDragOver(event, Number(id)),
          onDragLeave: ({ currentTarget, relatedTarget }) => {
            if (drag && !currentTarget.contains(relatedTarget as Node | null)) setDrag({ ...drag, to: drag.from });
          },
          onDrop: (event) => onDrop(event, Number(id)),
        })}
      >
        {current && (
          <button
            type="button"
            className="plain"
            aria-label={words.files.change(current.name)}
            aria-expanded={changes}
            onClick={() => setChanges(!changes)}
          >
            <Icon name="Dots" />
          </button>
        )}
      </TabBar>
      {changes && current && (
        <Changes
          key={shown}
          name={current.name}
          last={shown === files.length - 1}
          first={shown === 0}
          rename={(name) => renameFile(app, shown, name)}
          move={(by) => moveFile(app, shown, shown + by)}
          remove={() => remove(shown)}
          close={() => {
            setChanges(false);
            chosenTab(list.current)?.focus();
          }}
        />
      )}
    </>
  );
}

/** The name of a file, and how much is wrong in it. */
function Tab({ file: { name, start, end } }: { file: FilePart }) {
  const diagnostics = useAppState((s) => s.diagnostics);
  return (
    <>
      <span className={styles.name}>{name}</span>
      <WorstCount diagnostics={diagnostics.filter(({ span }) => span && span.start >= start && span.start < end)} />
    </>
  );
}

interface ChangesProps {
  name: string;
  first: boolean;
  last: boolean;
  rename(name: string): boolean;
  move(by: 1 | -1): void;
  remove(): void;
  close(): void;
}

function Changes({ name, first, last, rename, move, remove, close }: ChangesProps) {
  const app = useApp();
  const words = useWords().editor.files;
  const [typed, setTyped] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const give = (): void => {
    if (rename(typed)) close();
    else app.notify(words.taken);
  };
  return (
    <form
      className={styles.changes}
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      <input
        ref={input}
        aria-label={words.called}
        value={typed}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          close();
        }}
      />
      <button type="button" aria-label={words.earlier} title={words.earlier} disabled={first} onClick={() => move(-1)}>
        <Icon name="ChevronLeft" size={14} />
      </button>
      <button type="button" aria-label={words.later} title={words.later} disabled={last} onClick={() => move(1)}>
        <Icon name="ChevronRight" size={14} />
      </button>
      <button type="button" onClick={remove}>
        {words.remove}
      </button>
    </form>
  );
}

/** Adds an empty file and shows it. */
export function NewFile({ className }: { className: string }) {
  const app = useApp();
  const words = useWords().editor.files;
  return (
    <button
      type="button"
      className={className}
      aria-label={words.add}
      title={words.add}
      onClick={() => addFiles(app, [{ name: words.fresh, text: '' }])}
    >
      <Icon name="Plus" />
    </button>
  );
}
