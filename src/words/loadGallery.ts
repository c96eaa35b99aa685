import { perLanguage } from './perLanguage.ts';

/** What the list of scenarios says: it is loaded when the list is opened. */
export const loadGallery = perLanguage({
  en: async () => {
    const [{ gallery }, { galleryList }] = await Promise.all([
      import('./en/gallery.ts'),
      import('./en/galleryList.ts'),
    ]);
    return { scenarios: gallery, list: galleryList };
  },
  'zh-CN': async () => {
    const [{ gallery }, { galleryList }] = await Promise.all([
      import('./zh-CN/gallery.ts'),
      import('./zh-CN/galleryList.ts'),
    ]);
    return { scenarios: gallery, list: galleryList };
  },
});
