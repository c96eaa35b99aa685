import type { GalleryWords } from './en/gallery.ts';
import type { GalleryListWords } from './en/galleryList.ts';
import type { Language } from './language.ts';

/** What the list of scenarios says: it is loaded when the list is opened. */
export async function loadGallery(language: Language): Promise<{ scenarios: GalleryWords; list: GalleryListWords }> {
  switch (language) {
    case 'en': {
      const [{ gallery }, { galleryList }] = await Promise.all([
        import('./en/gallery.ts'),
        import('./en/galleryList.ts'),
      ]);
      return { scenarios: gallery, list: galleryList };
    }
    case 'zh-CN': {
      const [{ gallery }, { galleryList }] = await Promise.all([
        import('./zh-CN/gallery.ts'),
        import('./zh-CN/galleryList.ts'),
      ]);
      return { scenarios: gallery, list: galleryList };
    }
  }
}
