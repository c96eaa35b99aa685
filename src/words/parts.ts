import { later } from './later.ts';

// What the page says in places that most visits do not open, or not at once: each is a file of its own.

/** Two variants side by side. */
export const loadCompare = later('compare', {
  en: () => import('./en/compare.ts'),
  'zh-CN': () => import('./zh-CN/compare.ts'),
});

/** The dialog that makes an embed. */
export const loadEmbedDialog = later('embedDialog', {
  en: () => import('./en/embedDialog.ts'),
  'zh-CN': () => import('./zh-CN/embedDialog.ts'),
});

/** What is said of files and in them. */
export const loadExports = later('exports', {
  en: () => import('./en/exports.ts'),
  'zh-CN': () => import('./zh-CN/exports.ts'),
});

/** What fields do to packets: read by who edits. */
export const loadFields = later('fields', {
  en: () => import('./en/fields.ts'),
  'zh-CN': () => import('./zh-CN/fields.ts'),
});

/** What the controls of forms are called. */
export const loadForms = later('forms', {
  en: () => import('./en/forms.ts'),
  'zh-CN': () => import('./zh-CN/forms.ts'),
});

/** The scenarios. */
export const loadGallery = later('gallery', {
  en: () => import('./en/gallery.ts'),
  'zh-CN': () => import('./zh-CN/gallery.ts'),
});

/** What stands around them. */
export const loadGalleryList = later('galleryList', {
  en: () => import('./en/galleryList.ts'),
  'zh-CN': () => import('./zh-CN/galleryList.ts'),
});

/** The sheet of keys. */
export const loadKeys = later('keys', { en: () => import('./en/keys.ts'), 'zh-CN': () => import('./zh-CN/keys.ts') });

/** The connection as a ladder. */
export const loadLadder = later('ladder', {
  en: () => import('./en/ladder.ts'),
  'zh-CN': () => import('./zh-CN/ladder.ts'),
});

/** The reader's own library. */
export const loadLibrary = later('library', {
  en: () => import('./en/library.ts'),
  'zh-CN': () => import('./zh-CN/library.ts'),
});

/** Connections from everywhere to everywhere. */
export const loadMatrix = later('matrix', {
  en: () => import('./en/matrix.ts'),
  'zh-CN': () => import('./zh-CN/matrix.ts'),
});

/** What the cluster holds, and the card of one thing of it. */
export const loadObjects = later('objects', {
  en: () => import('./en/objects.ts'),
  'zh-CN': () => import('./zh-CN/objects.ts'),
});

/** What is found by name. */
export const loadPalette = later('palette', {
  en: () => import('./en/palette.ts'),
  'zh-CN': () => import('./zh-CN/palette.ts'),
});

/** Many connections, counted. */
export const loadStatistics = later('statistics', {
  en: () => import('./en/statistics.ts'),
  'zh-CN': () => import('./zh-CN/statistics.ts'),
});

/** A newer build: most visits never see it. */
export const loadUpdate = later('update', {
  en: () => import('./en/update.ts'),
  'zh-CN': () => import('./zh-CN/update.ts'),
});
