import type { Language } from './language.ts';

/**
 * A part of what the page says that is loaded when it is wanted, by the name that it has in its modules. The same
 * language gives the same promise, as React's `use` asks of it; what has not come is asked for again.
 */
export function later<Part extends string, T>(
  part: Part,
  load: { en: () => Promise<Record<Part, T>>; 'zh-CN': () => Promise<Record<Part, NoInfer<T>>> },
): (language: Language) => Promise<T> {
  const loading = new Map<Language, Promise<T>>();
  return (language) => {
    const words = loading.get(language) ?? load[language]().then((module) => module[part]);
    loading.set(language, words);
    words.catch(() => loading.delete(language));
    return words;
  };
}
