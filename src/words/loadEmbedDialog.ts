import { perLanguage } from './perLanguage.ts';

/** What the dialog says that makes an embed: it is loaded when that is opened. */
export const loadEmbedDialog = perLanguage({
  en: async () => (await import('./en/embedDialog.ts')).embedDialog,
  'zh-CN': async () => (await import('./zh-CN/embedDialog.ts')).embedDialog,
});
