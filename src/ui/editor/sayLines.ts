import { linesAt } from '../../app/lines.ts';
import { fileOf, filesOf } from '../../model/files.ts';
import type { Catalog } from '../../words/en.ts';

/** The lines in which offsets stand, and of several files which. */
export function sayLines(words: Catalog['editor'], text: string, offsets: readonly number[]): string[] {
  const files = filesOf(text);
  return linesAt(text, offsets, files).map((line, i) => {
    const file = files.length > 1 ? files[fileOf(files, offsets[i] ?? 0)] : undefined;
    return file ? words.lineOf(file.name, line) : words.line(line);
  });
}
