import type { Language } from './language.ts';

/** Words that are loaded when they are wanted. The same language gives the same promise, as React's `use` asks of it. */
export function perLanguage<T>(load: Readonly<Record<Language, () => Promise<T>>>): (language: Language) => Promise<T> {
  const loading = new Map<Language, Promise<T>>();
  return (language) => {
    const words = loading.get(language) ?? load[language]();
    loading.set(language, words);
    return words;
  };
}
