import { perLanguage } from './perLanguage.ts';

/** What the reader's own library says: it is loaded when that is opened. */
export const loadLibrary = perLanguage({
  en: async () => (await import('./en/library.ts')).library,
  'zh-CN': async () => (await import('./zh-CN/library.ts')).library,
});
