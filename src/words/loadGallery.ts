import type { GalleryWords } from './en/gallery.ts';
import type { Language } from './language.ts';

/** What the list of scenarios says: it is loaded when the list is opened. */
export async function loadGallery(language: Language): Promise<GalleryWords> {
  switch (language) {
    case 'en':
      return (await import('./en/gallery.ts')).gallery;
    case 'zh-CN':
      return (await import('./zh-CN/gallery.ts')).gallery;
  }
}
