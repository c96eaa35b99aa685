import { fileOf, filesOf } from '../model/files.ts';
import type { Catalog } from '../words/en.ts';
import { linesAt } from './lines.ts';

/** The lines in which offsets stand, and of several files which: the one way in which the page names a line. */
export function sayLines(words: Catalog, text: string, offsets: readonly number[]): string[] {
  const files = filesOf(text);
  return linesAt(text, offsets, files).map((line, i) => {
    const file = files.length > 1 ? files[fileOf(files, offsets[i] ?? 0)] : undefined;
    return file ? words.editor.lineOf(file.name, line) : words.editor.line(line);
  });
}

export const sayLine = (words: Catalog, text: string, offset: number): string =>
  sayLines(words, text, [offset])[0] ?? '';
