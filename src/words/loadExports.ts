import type { ExportWords } from './en/exports.ts';
import type { Language } from './language.ts';

/** What is said of files and in them: it is loaded when one is asked for. */
export async function loadExports(language: Language): Promise<ExportWords> {
  switch (language) {
    case 'en':
      return (await import('./en/exports.ts')).exports;
    case 'zh-CN':
      return (await import('./zh-CN/exports.ts')).exports;
  }
}
