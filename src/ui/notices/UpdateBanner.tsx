import { loadUpdate } from '../../words/parts.ts';
import { useApp, useAppState, usePart } from '../context.ts';
import styles from './Banners.module.css';

/** A newer build is here; the reader says when. */
export default function UpdateBanner() {
  const app = useApp();
  const words = usePart(loadUpdate);
  const update = useAppState((s) => s.update);
  return (
    <div className={styles.banner} role="status">
      <p>{words.ready}</p>
      <button type="button" onClick={() => update?.()}>
        {words.now}
      </button>
      <button type="button" onClick={() => app.store.setState({ update: null })}>
        {words.later}
      </button>
    </div>
  );
}
