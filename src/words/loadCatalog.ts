import { type Catalog, en } from './en.ts';
import type { Language } from './language.ts';
import { later } from './later.ts';

/** The words of a language. English is there at once, the others are loaded when they are wanted. */
export async function loadCatalog(language: Language): Promise<Catalog> {
  switch (language) {
    case 'en':
      return en;
    case 'zh-CN':
      return (await import('./zh-CN.ts')).zhCN;
  }
}

/** What the checks say, which most visits have no need of. */
export const loadDiagnosis = later('diagnosis', {
  en: () => import('./en/diagnosis.ts'),
  'zh-CN': () => import('./zh-CN/diagnosis.ts'),
});
