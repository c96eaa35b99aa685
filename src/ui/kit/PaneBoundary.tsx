import { Component, type ReactNode } from 'react';
import { AppContext } from '../context.ts';
import styles from './PaneBoundary.module.css';

interface Props {
  /** What the pane is called in the message. */
  name: string;
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
    try {
      await navigator.clipboard.writeText(app?.store.getState().text ?? '');
      app?.notify('The YAML is in the clipboard.');
    } catch {
      app?.notify('The clipboard is closed here.', 'The editor still has your YAML.');
    }
  };

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div role="alert" className={styles.broken}>
        <p>
          <strong>{this.props.name} stopped: a fault of Kubehop, not of your YAML.</strong>
        </p>
        <p className={styles.message}>{error.message}</p>
        <p className={styles.row}>
          <button type="button" onClick={() => this.setState({ error: null })}>
            Try again
          </button>
          <button type="button" onClick={() => void this.#copy()}>
            Copy my YAML
          </button>
        </p>
      </div>
    );
  }
}
