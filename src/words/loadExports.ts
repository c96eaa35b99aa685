import { perLanguage } from './perLanguage.ts';

/** What is said of files and in them: it is loaded when one is asked for. */
export const loadExports = perLanguage({
  en: async () => (await import('./en/exports.ts')).exports,
  'zh-CN': async () => (await import('./zh-CN/exports.ts')).exports,
});
