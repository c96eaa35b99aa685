import type { LibraryWords } from './en/library.ts';
import type { Language } from './language.ts';

/** What the reader's own library says: it is loaded when that is opened. */
export async function loadLibrary(language: Language): Promise<LibraryWords> {
  switch (language) {
    case 'en':
      return (await import('./en/library.ts')).library;
    case 'zh-CN':
      return (await import('./zh-CN/library.ts')).library;
  }
}
