import { SPEEDS } from '../../app/preferences.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './Player.module.css';

/** How fast it plays. */
export function Speed() {
  const app = useApp();
  const words = useWords().player;
  const speed = useAppState((s) => s.speed);
  return (
    <select
      aria-label={words.speed}
      className={styles.speed}
      value={speed}
      onChange={(e) => app.prefer({ speed: Number(e.target.value) })}
    >
      {SPEEDS.map((s) => (
        <option key={s} value={s}>
          {words.times(s)}
        </option>
      ))}
    </select>
  );
}
