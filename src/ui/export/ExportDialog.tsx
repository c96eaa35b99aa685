import { useEffect, useRef, useState } from 'react';
import { loadExports } from '../../words/parts.ts';
import { useApp, useAppState, usePart } from '../context.ts';
import { Modal } from '../kit/Modal.tsx';
import { saveFile } from '../kit/saveFile.ts';
import styles from './ExportDialog.module.css';
import { type Choice, EXPORTS, type ExportKind } from './exports.ts';
import { fileSize } from './fileSize.ts';

type Work =
  | { kind: 'idle' }
  | { kind: 'working'; part: number }
  /** `never`: it cannot be made in this browser. */
  | { kind: 'told'; text: string; bad: boolean; never?: true };

/** What can leave the page as a file; it is made beside the page, and can be cancelled. */
export default function ExportDialog() {
  const app = useApp();
  const words = usePart(loadExports);
  const view = useAppState((s) => (s.middleView === 'ladder' ? 'ladder' : 'map'));
  const [kind, setKind] = useState<ExportKind>('png');
  const [choice, setChoice] = useState<Choice>({ view, theme: shownTheme(), transparent: false });
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    let asked = true;
    void EXPORTS[kind].lacks?.(words).then((text) => {
      if (asked && text) setWork({ kind: 'told', text, bad: true, never: true });
    });
    return () => {
      asked = false;
    };
  }, [kind, words]);

  const save = async (): Promise<void> => {
    const control = new AbortController();
    running.current = control;
    setWork({ kind: 'working', part: 0 });
    const made = await EXPORTS[kind]
      .make({ app, choice, words, signal: control.signal, onProgress: (part) => setWork({ kind: 'working', part }) })
      .catch(() => ({ kind: 'not' as const, why: words.failed }));
    if (control.signal.aborted) return;
    if (made.kind === 'not') setWork({ kind: 'told', text: made.why, bad: true });
    else {
      saveFile(made.name, made.file);
      setWork({ kind: 'told', text: words.saved(made.name, fileSize(made.file.size)), bad: false });
    }
  };
  const cancel = (): void => {
    running.current?.abort();
    setWork({ kind: 'idle' });
  };

  const { looks, views } = EXPORTS[kind];
  return (
    <Modal title={words.title} close={() => app.show({ dialog: null })}>
      <form
        className={styles.export}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <fieldset className={styles.kinds} disabled={work.kind === 'working'}>
          <legend className="hidden">{words.what}</legend>
          {(Object.keys(EXPORTS) as ExportKind[]).map((one) => (
            <label key={one} className={styles.kind}>
              <input
                type="radio"
                name="kind"
                checked={one === kind}
                onChange={() => {
                  setKind(one);
                  setWork({ kind: 'idle' });
                }}
              />
              <span>
                {words.kinds[one].name} <span className="dim">{words.kinds[one].about}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {looks && (
          <div className={styles.options}>
            {views && (
              <label>
                {words.view}{' '}
                <select
                  value={choice.view}
                  onChange={(event) => setChoice({ ...choice, view: event.target.value as Choice['view'] })}
                >
                  <option value="map">{words.views.map}</option>
                  <option value="ladder">{words.views.ladder}</option>
                </select>
              </label>
            )}
            <label>
              {words.theme}{' '}
              <select
                value={choice.theme}
                onChange={(event) => setChoice({ ...choice, theme: event.target.value as Choice['theme'] })}
              >
                <option value="light">{words.themes.light}</option>
                <option value="dark">{words.themes.dark}</option>
              </select>
            </label>
            {views && (
              <label>
                <input
                  type="checkbox"
                  checked={choice.transparent}
                  onChange={(event) => setChoice({ ...choice, transparent: event.target.checked })}
                />{' '}
                {words.transparent}
              </label>
            )}
          </div>
        )}
        <div className={styles.foot}>
          {work.kind === 'working' ? (
            <>
              <button type="button" onClick={cancel}>
                {words.cancel}
              </button>
              <progress value={work.part} aria-label={words.working(Math.round(work.part * 100))} />
              <span className="dim">{words.working(Math.round(work.part * 100))}</span>
            </>
          ) : (
            <button type="submit" className="primary" disabled={work.kind === 'told' && work.never}>
              {words.save}
            </button>
          )}
          <p role="status" className={work.kind === 'told' && work.bad ? styles.bad : 'dim'}>
            {work.kind === 'told' && work.text}
          </p>
        </div>
      </form>
    </Modal>
  );
}

const shownTheme = (): Choice['theme'] => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light');
