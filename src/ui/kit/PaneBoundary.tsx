import { Component, type ReactNode } from 'react';
import { type Catalog, en } from '../../words/en.ts';
import { AppContext } from '../context.ts';
import styles from './PaneBoundary.module.css';

interface Props {
  /** What has failed, in the message. */
  part: keyof Catalog['page']['parts'];
  children: ReactNode;
}

/** Keeps an exception of one pane from taking the page with it: the YAML is never lost. */
export class PaneBoundary extends Component<Props, { error: Error | null }> {
  static override contextType = AppContext;
  declare context: React.ContextType<typeof AppContext>;
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  #copy = async (): Promise<void> => {
    const app = this.context;
    const words = this.#words();
    try {
      await navigator.clipboard.writeText(app?.store.getState().text ?? '');
      app?.notify(words.yamlCopied);
    } catch {
      app?.notify(words.clipboardClosed, words.yamlKept);
    }
  };

  #words = (): Catalog['page'] => (this.context?.store.getState().words ?? en).page;

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const words = this.#words();
    return (
      <div role="alert" className={styles.broken}>
        <p>
          <strong>{words.broken(words.parts[this.props.part])}</strong>
        </p>
        <p className={styles.message}>{error.message}</p>
        <p className={styles.row}>
          <button type="button" onClick={() => this.setState({ error: null })}>
            {words.tryAgain}
          </button>
          <button type="button" onClick={() => void this.#copy()}>
            {words.copyYaml}
          </button>
        </p>
      </div>
    );
  }
}
