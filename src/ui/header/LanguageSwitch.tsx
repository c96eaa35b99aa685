import { LANGUAGES, type Language } from '../../words/language.ts';
import { useApp, useAppState } from '../context.ts';
import styles from './Header.module.css';

const OTHER: Record<Language, Language> = { en: 'zh-CN', 'zh-CN': 'en' };
const SHORT: Record<Language, string> = { en: 'EN', 'zh-CN': '中文' };

/** One button, in the language that it leads to: who needs it may not read the other. */
export function LanguageSwitch() {
  const app = useApp();
  const other = OTHER[useAppState((s) => s.language)];
  return (
    <button
      type="button"
      className={styles.language}
      lang={other}
      onClick={() => void app.setLanguage(other)}
      aria-label={LANGUAGES[other]}
      title={LANGUAGES[other]}
    >
      {SHORT[other]}
    </button>
  );
}
