/**
 * A file of the text. The text of a scenario is one, so that a link, a worker and the command line need to know of no
 * others: a file begins where a document begins with the comment `# file: NAME`, as Helm writes `# Source:` over what it
 * renders, and ends where the next one begins.
 */
export interface FilePart {
  name: string;
  /** Where its separator stands, or its comment at the beginning of the text. */
  start: number;
  /** Where its own text begins, behind the comment. */
  from: number;
  end: number;
}

/** What stands before the first comment. */
export const MAIN_FILE = 'main.yaml';

const MARK = '# file: ';
const HEAD = `---\n${MARK}`;

function fileAt(text: string, start: number, mark: number): FilePart | null {
  const line = text.indexOf('\n', mark);
  const name = text.slice(mark + MARK.length, line < 0 ? undefined : line).trim();
  return name === '' ? null : { name, start, from: line < 0 ? mark : line + 1, end: text.length };
}

/** The files of a text, in order: there is always one. */
export function filesOf(text: string): FilePart[] {
  const found: FilePart[] = [];
  const take = (start: number, mark: number): void => {
    const file = fileAt(text, start, mark);
    if (!file) return;
    const before = found.at(-1);
    if (before) before.end = start;
    else if (start > 0 && text.slice(0, start).trim() !== '')
      found.push({ name: MAIN_FILE, start: 0, from: 0, end: start });
    else file.start = 0;
    found.push(file);
  };
  if (text.startsWith(MARK)) take(0, 0);
  else if (text.startsWith(HEAD)) take(0, HEAD.length - MARK.length);
  for (let at = text.indexOf(`\n${HEAD}`); at >= 0; at = text.indexOf(`\n${HEAD}`, at + 1))
    take(at + 1, at + 1 + HEAD.length - MARK.length);
  // a comment with nothing below it is all that a file has to show
  for (const file of found)
    if (file.from >= file.end && file.end < text.length) file.from = text.indexOf(MARK, file.start);
  return found.length > 0 ? found : [{ name: MAIN_FILE, start: 0, from: 0, end: text.length }];
}

/** The file that a place of the text is in. */
export const fileOf = (files: readonly FilePart[], at: number): number =>
  Math.max(
    0,
    files.findLastIndex(({ start }) => start <= at),
  );

export interface NamedText {
  name: string;
  text: string;
}

/** The text of each file. */
export const textsOf = (text: string): NamedText[] =>
  filesOf(text).map(({ name, from, end }) => ({ name, text: text.slice(from, end) }));

/** One text of several files, as `filesOf` reads it. */
export function joinFiles(files: readonly NamedText[]): string {
  const pieces = files.map(({ name, text }, i) => {
    const whole = text.endsWith('\n') ? text : `${text}\n`;
    const line = name.replace(/\s+/g, ' ');
    if (i > 0) return `${HEAD}${line}\n${whole}`;
    return line === MAIN_FILE ? whole : `${MARK}${line}\n${whole}`;
  });
  return pieces.join('');
}
