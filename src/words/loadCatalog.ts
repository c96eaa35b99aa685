import type { Diagnosis } from './en/diagnosis.ts';
import type { Forms } from './en/forms.ts';
import type { Fields } from './en/fields.ts';
import { type Catalog, en } from './en.ts';
import type { Language } from './language.ts';

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
export async function loadDiagnosis(language: Language): Promise<Diagnosis> {
  switch (language) {
    case 'en':
      return (await import('./en/diagnosis.ts')).diagnosis;
    case 'zh-CN':
      return (await import('./zh-CN/diagnosis.ts')).diagnosis;
  }
}

/** What fields do to packets: read by who edits. */
export async function loadFields(language: Language): Promise<Fields> {
  switch (language) {
    case 'en':
      return (await import('./en/fields.ts')).fields;
    case 'zh-CN':
      return (await import('./zh-CN/fields.ts')).fields;
  }
}

/** What the controls of forms are called. */
export async function loadForms(language: Language): Promise<Forms> {
  switch (language) {
    case 'en':
      return (await import('./en/forms.ts')).forms;
    case 'zh-CN':
      return (await import('./zh-CN/forms.ts')).forms;
  }
}
