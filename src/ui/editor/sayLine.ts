import { type FilePart, fileOf } from '../../model/files.ts';
import type { Catalog } from '../../words/en.ts';

/** A line, and of several files which. */
export function sayLine(words: Catalog['editor'], files: readonly FilePart[], at: number, line: number): string {
  const file = files.length > 1 ? files[fileOf(files, at)] : undefined;
  return file ? words.lineOf(file.name, line) : words.line(line);
}
