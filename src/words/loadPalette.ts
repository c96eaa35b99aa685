import { perLanguage } from './perLanguage.ts';

/** What the palette says: it is loaded when that is opened. */
export const loadPalette = perLanguage({
  en: async () => (await import('./en/palette.ts')).palette,
  'zh-CN': async () => (await import('./zh-CN/palette.ts')).palette,
});
