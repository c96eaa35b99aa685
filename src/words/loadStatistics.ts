import { perLanguage } from './perLanguage.ts';

/** What the statistics say: it is loaded when they are opened. */
export const loadStatistics = perLanguage({
  en: async () => (await import('./en/statistics.ts')).statistics,
  'zh-CN': async () => (await import('./zh-CN/statistics.ts')).statistics,
});
