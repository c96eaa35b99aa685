import { perLanguage } from './perLanguage.ts';

/** What the matrix says: it is loaded when that is opened. */
export const loadMatrix = perLanguage({
  en: async () => (await import('./en/matrix.ts')).matrix,
  'zh-CN': async () => (await import('./zh-CN/matrix.ts')).matrix,
});
