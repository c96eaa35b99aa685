import type { UpdateWords } from './en/update.ts';
import type { Language } from './language.ts';

const load = {
  en: async () => (await import('./en/update.ts')).update,
  'zh-CN': async () => (await import('./zh-CN/update.ts')).update,
};
const loading = new Map<Language, Promise<UpdateWords>>();

/** What is said of a newer build: most visits never see it. The same language gives the same promise. */
export function loadUpdate(language: Language): Promise<UpdateWords> {
  const words = loading.get(language) ?? load[language]();
  loading.set(language, words);
  return words;
}
