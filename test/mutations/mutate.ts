/** Numbers from 0 to 1 that are the same for the same seed (xorshift32). */
export function randomOf(seed: number): () => number {
  let state = (seed * 2654435761 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}

/** What people and machines write where it does not belong. */
const JUNK = [
  '',
  ' ',
  '\t',
  '\n',
  ':',
  ': ',
  '- ',
  '-',
  '? ',
  '#',
  ' #',
  '|',
  '>-',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!str ',
  '!x ',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '%',
  '@',
  '`',
  '---\n',
  '...\n',
  'null',
  '~',
  'yes',
  '1e999',
  '0x1F',
  '-1',
  '99999999999999999999',
  '2026-01-01',
  '::1',
  '10.0.0.0/33',
  'ä€😀',
  '\u0000',
  '\uFEFF',
  '\uD800',
  '\\x',
  '{{ .Values.x }}',
  'a'.repeat(300),
];

const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** The text with one thing wrong. */
function once(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  const lines = text.split('\n');
  const line = Math.floor(random() * lines.length);
  const put = (...those: string[]): string => lines.toSpliced(line, 1, ...those).join('\n');
  const own = lines[line] ?? '';
  switch (Math.floor(random() * 10)) {
    case 0:
      return text.slice(0, at) + pick(random, JUNK) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 5));
    case 2:
      return text.slice(0, at);
    case 3:
      return put();
    case 4:
      return put(own, own);
    case 5:
      return put(`${' '.repeat(Math.floor(random() * 5))}${own}`);
    case 6:
      return put(own.replace(/^ {1,2}/, ''));
    case 7:
      return put(own.replace(/: .*$/, `: ${pick(random, JUNK)}`));
    case 8:
      return put(own.replace(/[A-Za-z]+(?=:)/, (key) => key + pick(random, ['s', 'X', '_', ''])));
    default:
      return put(own.replace(/\d+/, pick(random, ['0', '-1', '65536', '1.5', 'x', '""', '1e3'])));
  }
}

/** The text with one to four things wrong. */
export function mutated(text: string, random: () => number): string {
  let result = text;
  for (let n = 1 + Math.floor(random() * 4); n > 0; n--) result = once(result, random);
  return result;
}
