import { type Language, languageOf } from '../words/language.ts';
import { local } from './storage.ts';

const KEY = 'kubehop.language';
const PARAMETER = 'lang';

/** The language to begin with: the link's (`?lang=`), else the one chosen before, else the browser's. */
export const preferredLanguage = (search: string, browser: readonly string[]): Language =>
  languageOf([new URLSearchParams(search).get(PARAMETER), local.read(KEY), ...browser]);

/** Keeps the person's choice; a link's wish that it contradicts is taken out of the address. */
export function keepLanguage(language: Language): void {
  local.write(KEY, language);
  const url = new URL(location.href);
  if (!url.searchParams.has(PARAMETER)) return;
  url.searchParams.delete(PARAMETER);
  try {
    history.replaceState(history.state, '', url);
  } catch {
    // a srcdoc frame has no address of its own
  }
}

/** Tells the browser, and who reads aloud, which language the page is in. */
export function showLanguage(language: Language): void {
  document.documentElement.lang = language;
}
