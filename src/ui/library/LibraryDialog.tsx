import { use, useMemo, useRef, useState } from 'react';
import { type Kept, openLibrary } from '../../app/library.ts';
import { local } from '../../app/storage.ts';
import { titleOf } from '../../app/titleOf.ts';
import { entryOf, searchGallery } from '../../scenarios/searchGallery.ts';
import { loadLibrary } from '../../words/parts.ts';
import { useApp, useAppState } from '../context.ts';
import { saveFile } from '../kit/saveFile.ts';
import { Modal } from '../kit/Modal.tsx';
import styles from './LibraryDialog.module.css';

const library = openLibrary(local, Date.now, () => crypto.randomUUID());

/** The largest file that is read. */
const LARGEST = 20_000_000;

/** The reader's own scenarios: in this browser, under names, and as a file to take elsewhere. */
export default function LibraryDialog() {
  const app = useApp();
  const language = useAppState((s) => s.language);
  const words = use(loadLibrary(language));
  const [all, setAll] = useState(library.all);
  const [name, setName] = useState(() => titleOf(app.store.getState()));
  const [query, setQuery] = useState('');
  const [renaming, setRenaming] = useState<string | null>(null);
  const [gone, setGone] = useState<Kept | null>(null);
  const [said, setSaid] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const close = (): void => app.show({ dialog: null });

  /** Says what became of a change, and shows the list anew. */
  const after = (written: 'saved' | 'full' | 'closed', text: string): void => {
    setSaid(written === 'saved' ? text : words.notKept[written]);
    setAll(library.all());
  };
  const takeIn = async (chosen: File): Promise<void> => {
    const came = chosen.size > LARGEST ? null : library.fromFile(await chosen.text().catch(() => ''));
    if (came) after(came.written, words.taken(came.taken));
    else setSaid(words.notOurs(chosen.name));
  };
  const entries = useMemo(() => all.map((one) => entryOf(one.id, [one.name, one.text])), [all]);
  const found = new Set(searchGallery(query, entries));

  return (
    <Modal title={words.title} close={close}>
      <div className={styles.library}>
        <form
          className={styles.row}
          onSubmit={(event) => {
            event.preventDefault();
            setGone(null);
            after(library.keep(name, app.store.getState().text), words.kept(name.trim()));
          }}
        >
          <input
            type="text"
            aria-label={words.name}
            value={name}
            maxLength={120}
            required
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="primary">
            {words.keep}
          </button>
        </form>
        <p className={`dim ${styles.said}`} role="status">
          {said}{' '}
          {gone && (
            <button
              type="button"
              className="link"
              onClick={() => {
                setGone(null);
                after(library.keep(gone.name, gone.text), words.kept(gone.name));
              }}
            >
              {words.undo}
            </button>
          )}
        </p>
        {all.length > 0 && (
          <input
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
        {all.length === 0 && <p className="dim">{words.empty}</p>}
        <ul className={styles.list}>
          {all
            .filter(({ id }) => found.has(id))
            .map((one) => (
              <li key={one.id} className={styles.row}>
                {renaming === one.id ? (
                  <form
                    className={styles.row}
                    onSubmit={(event) => {
                      event.preventDefault();
                      const next = String(new FormData(event.currentTarget).get('name') ?? '');
                      setRenaming(null);
                      if (next.trim()) after(library.rename(one.id, next), words.kept(next.trim()));
                    }}
                  >
                    <input type="text" name="name" aria-label={words.name} defaultValue={one.name} maxLength={120} />
                    <button type="submit">{words.done}</button>
                  </form>
                ) : (
                  <>
                    <button
                      type="button"
                      className={`plain ${styles.name}`}
                      onClick={() => {
                        close();
                        app.openFile(one.name, one.text);
                      }}
                    >
                      <strong>{one.name}</strong>
                      <span className="dim">{new Date(one.saved).toLocaleString(language)}</span>
                    </button>
                    <button type="button" onClick={() => setRenaming(one.id)} aria-label={words.renameOne(one.name)}>
                      {words.rename}
                    </button>
                    <button
                      type="button"
                      aria-label={words.removeOne(one.name)}
                      onClick={() => {
                        library.remove(one.id);
                        setGone(one);
                        after('saved', words.removed(one.name));
                      }}
                    >
                      {words.remove}
                    </button>
                  </>
                )}
              </li>
            ))}
        </ul>
        <div className={styles.foot}>
          <button type="button" onClick={() => file.current?.click()}>
            {words.import}
          </button>
          <button
            type="button"
            disabled={all.length === 0}
            onClick={() => saveFile('kubehop-library.json', new Blob([library.toFile()], { type: 'application/json' }))}
          >
            {words.export}
          </button>
          <input
            ref={file}
            type="file"
            accept=".json,application/json"
            aria-label={words.import}
            hidden
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              event.target.value = '';
              if (chosen) void takeIn(chosen);
            }}
          />
          <span className="dim">{words.private}</span>
        </div>
      </div>
    </Modal>
  );
}
