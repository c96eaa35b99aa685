import { inLanguage } from '../../words/inLanguage.ts';
import { useEffect, useState } from 'react';
import { embedCode, type EmbedForm, embedFormsOf } from '../../share/embedForms.ts';
import { EMBED_PANELS, type EmbedPanel } from '../../share/embedPanels.ts';
import { type EmbedChoice, embedUrl } from '../../share/embedSnippet.ts';
import { loadEmbedDialog } from '../../words/parts.ts';
import { useApp, useAppState, usePart, useWords } from '../context.ts';
import { type Language, LANGUAGES } from '../../words/language.ts';
import { Modal } from '../kit/Modal.tsx';
import styles from './EmbedDialog.module.css';

/** An iframe for documentation: what it looks like, and the lines to paste. */
export default function EmbedDialog() {
  const app = useApp();
  const { header, page } = useWords();
  const words = usePart(loadEmbedDialog);
  const title = useAppState((s) => inLanguage(s.result?.scenario.title ?? '', s.language)) || words.untitled;
  const [theme, setTheme] = useState<EmbedChoice['theme']>('auto');
  const [language, setLanguage] = useState<Language | ''>('');
  const [run, setRun] = useState<EmbedChoice['run']>('click');
  const [height, setHeight] = useState(450);
  const [panels, setPanels] = useState<readonly EmbedPanel[]>([]);
  const [readonly, setReadonly] = useState(false);
  const [form, setForm] = useState<EmbedForm>('html');
  const [fragment, setFragment] = useState<string | null>(null);
  useEffect(() => {
    void app.fragment().then((made) => {
      setFragment(made);
      if (made !== null) return;
      app.show({ dialog: null });
      app.notify(header.tooLarge, header.tooLargeHint, true);
    });
  }, [app, header]);
  if (fragment === null) return null;
  const base = new URL('./embed.html', location.href.split('#')[0]).href.split('?')[0] ?? '';
  const choice: EmbedChoice = { base, fragment, title, theme, language, run, height, panels, readonly };
  const snippet = embedCode(form, choice);
  const close = (): void => app.show({ dialog: null });

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(snippet);
      app.notify(words.copied);
    } catch {
      app.notify(words.clipboardClosed, words.copyByHand);
    }
  };

  return (
    <Modal title={words.title} close={close}>
      <div className={styles.embed}>
        <div className={styles.options}>
          <label>
            {words.theme}{' '}
            <select value={theme} onChange={(e) => setTheme(e.target.value as EmbedChoice['theme'])}>
              <option value="auto">{words.themes.auto}</option>
              <option value="light">{words.themes.light}</option>
              <option value="dark">{words.themes.dark}</option>
            </select>
          </label>
          <label>
            {words.language}{' '}
            <select value={language} onChange={(e) => setLanguage(e.target.value as Language | '')}>
              <option value="">{words.readersLanguage}</option>
              {Object.entries(LANGUAGES).map(([id, name]) => (
                <option key={id} value={id} lang={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            {words.start}{' '}
            <select value={run} onChange={(e) => setRun(e.target.value as EmbedChoice['run'])}>
              <option value="click">{words.starts.click}</option>
              <option value="auto">{words.starts.auto}</option>
              <option value="none">{words.starts.none}</option>
            </select>
          </label>
          <label>
            {words.height}{' '}
            <select value={height} onChange={(e) => setHeight(Number(e.target.value))}>
              {[300, 360, 450, 600].map((h) => (
                <option key={h} value={h}>
                  {h} px
                </option>
              ))}
            </select>
          </label>
        </div>
        <div role="group" aria-label={words.beside} className={styles.options}>
          <span>{words.beside}</span>
          {EMBED_PANELS.map((panel) => (
            <label key={panel}>
              <input
                type="checkbox"
                checked={panels.includes(panel)}
                onChange={({ target }) =>
                  setPanels(EMBED_PANELS.filter((one) => (one === panel ? target.checked : panels.includes(one))))
                }
              />{' '}
              {page.sheets[panel]}
            </label>
          ))}
          {panels.some((panel) => panel !== 'inspector') && (
            <label>
              <input type="checkbox" checked={readonly} onChange={({ target }) => setReadonly(target.checked)} />{' '}
              {words.readonly}
            </label>
          )}
        </div>
        <label>
          {words.form}{' '}
          <select value={form} onChange={(e) => setForm(e.target.value as EmbedForm)}>
            {embedFormsOf(fragment).map((one) => (
              <option key={one} value={one}>
                {words.forms[one]}
              </option>
            ))}
          </select>
        </label>
        <textarea
          aria-label={words.code}
          className={styles.code}
          readOnly
          rows={6}
          value={snippet}
          spellCheck={false}
        />
        <p className={styles.foot}>
          <button type="button" className="primary" onClick={() => void copy()}>
            {words.copy}
          </button>
          <button type="button" onClick={() => app.show({ dialog: 'export' })}>
            {words.asFile}
          </button>
          <span className="dim">{words.private}</span>
        </p>
        {/* all that can be reached in it comes behind what the dialog is for */}
        <iframe
          className={styles.preview}
          key={embedUrl(choice)}
          src={embedUrl(choice)}
          title={words.preview}
          style={{ height: Math.min(height, 360) }}
        />
      </div>
    </Modal>
  );
}
