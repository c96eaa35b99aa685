import { type FilePart, fileOf } from '../model/files.ts';
import type { Span } from '../model/Span.ts';

/** The numbers of the lines, from 1, in which offsets stand: those of their files. Ascending ones cost one pass. */
export function linesAt(text: string, offsets: readonly number[], files: readonly FilePart[]): number[] {
  let [file, line, end, before] = [-1, 1, 0, 0];
  return offsets.map((offset) => {
    const its = fileOf(files, offset);
    if (its !== file || offset < before) {
      file = its;
      line = 1;
      end = text.indexOf('\n', files[its]?.from);
    }
    for (; end >= 0 && end < offset; end = text.indexOf('\n', end + 1)) line += 1;
    before = offset;
    return line;
  });
}

/** The line in which an offset stands, without indentation. */
export function lineTextAt(text: string, { start }: Span): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', start);
  return text.slice(from, to < 0 ? undefined : to).trim();
}
