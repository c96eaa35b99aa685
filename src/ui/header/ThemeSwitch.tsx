import type { ThemeChoice } from '../../app/theme.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './Header.module.css';
import { Icon } from '../kit/icons.tsx';

const NEXT: Record<ThemeChoice, ThemeChoice> = { auto: 'light', light: 'dark', dark: 'auto' };
const ICON = { auto: 'HalfMoon', light: 'Sun', dark: 'Moon' } as const;

/** One button that goes round: as the system, light, dark. */
export function ThemeSwitch() {
  const app = useApp();
  const words = useWords().header;
  const theme = useAppState((s) => s.theme);
  return (
    <button
      type="button"
      className={styles.icon}
      onClick={() => app.setTheme(NEXT[theme])}
      aria-label={words.theme(words.themes[theme])}
      title={words.nextTheme(words.themes[theme], words.themes[NEXT[theme]])}
    >
      <Icon name={ICON[theme]} />
    </button>
  );
}
