import type { ThemeChoice } from '../../app/theme.ts';
import { useApp, useAppState } from '../context.ts';
import styles from './Header.module.css';
import { Icon } from '../kit/icons.tsx';

const NEXT: Record<ThemeChoice, ThemeChoice> = { auto: 'light', light: 'dark', dark: 'auto' };
const NAME: Record<ThemeChoice, string> = { auto: 'as the system', light: 'light', dark: 'dark' };
const ICON = { auto: 'HalfMoon', light: 'Sun', dark: 'Moon' } as const;

/** One button that goes round: as the system, light, dark. */
export function ThemeSwitch() {
  const app = useApp();
  const theme = useAppState((s) => s.theme);
  const label = `Theme: ${NAME[theme]}`;
  return (
    <button
      type="button"
      className={styles.icon}
      onClick={() => app.setTheme(NEXT[theme])}
      aria-label={label}
      title={`${label}. Click for ${NAME[NEXT[theme]]}.`}
    >
      <Icon name={ICON[theme]} />
    </button>
  );
}
