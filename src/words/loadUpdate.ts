import { perLanguage } from './perLanguage.ts';

/** What is said of a newer build: most visits never see it. */
export const loadUpdate = perLanguage({
  en: async () => (await import('./en/update.ts')).update,
  'zh-CN': async () => (await import('./zh-CN/update.ts')).update,
});
