import { perLanguage } from './perLanguage.ts';

/** What the sheet of keys says: it is loaded when that is opened. */
export const loadKeys = perLanguage({
  en: async () => (await import('./en/keys.ts')).keys,
  'zh-CN': async () => (await import('./zh-CN/keys.ts')).keys,
});
