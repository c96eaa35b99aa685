import { useEffect, useState } from 'react';
import { type EmbedChoice, embedSnippet, embedUrl } from '../../share/embedSnippet.ts';
import { useApp, useAppState } from '../context.ts';
import { Modal } from '../kit/Modal.tsx';
import styles from './EmbedDialog.module.css';

/** An iframe for documentation: what it looks like, and the lines to paste. */
export default function EmbedDialog() {
  const app = useApp();
  const title = useAppState((s) => s.result?.scenario.title || 'a scenario');
  const [theme, setTheme] = useState<EmbedChoice['theme']>('auto');
  const [run, setRun] = useState<EmbedChoice['run']>('click');
  const [height, setHeight] = useState(450);
  const [fragment, setFragment] = useState<string | null>(null);
  useEffect(() => {
    void app.fragment().then(setFragment);
  }, [app]);
  if (fragment === null) return null;
  const base = new URL('./embed.html', location.href.split('#')[0]).href.split('?')[0] ?? '';
  const choice: EmbedChoice = { base, fragment, title, theme, run, height };
  const snippet = embedSnippet(choice);
  const close = (): void => app.show({ dialog: null });

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(snippet);
      app.notify('Embed code copied');
    } catch {
      app.notify('The clipboard is closed here', 'Select the code and copy it by hand.');
    }
  };

  return (
    <Modal title="Embed this scenario" close={close}>
      <div className={styles.embed}>
        <iframe
          className={styles.preview}
          key={embedUrl(choice)}
          src={embedUrl(choice)}
          title="Preview of the embed"
          style={{ height: Math.min(height, 360) }}
        />
        <div className={styles.options}>
          <label>
            Theme{' '}
            <select value={theme} onChange={(e) => setTheme(e.target.value as EmbedChoice['theme'])}>
              <option value="auto">as the reader's system</option>
              <option value="light">light</option>
              <option value="dark">dark</option>
            </select>
          </label>
          <label>
            Start{' '}
            <select value={run} onChange={(e) => setRun(e.target.value as EmbedChoice['run'])}>
              <option value="click">on a click</option>
              <option value="auto">by itself, when in view</option>
              <option value="none">never: a still picture</option>
            </select>
          </label>
          <label>
            Height{' '}
            <select value={height} onChange={(e) => setHeight(Number(e.target.value))}>
              {[300, 360, 450, 600].map((h) => (
                <option key={h} value={h}>
                  {h} px
                </option>
              ))}
            </select>
          </label>
        </div>
        <textarea
          aria-label="Embed code"
          className={styles.code}
          readOnly
          rows={6}
          value={snippet}
          spellCheck={false}
        />
        <p className={styles.foot}>
          <button type="button" className="primary" onClick={() => void copy()}>
            Copy code
          </button>
          <span className="dim">The scenario is inside the address: nothing is stored anywhere.</span>
        </p>
      </div>
    </Modal>
  );
}
