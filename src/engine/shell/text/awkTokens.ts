/** What awk itself would read and this one does not. */
export class Unknown extends Error {}

/** What is no name of a variable. */
export const WORDS = new Set([
  'in',
  'if',
  'else',
  'for',
  'while',
  'print',
  'printf',
  'next',
  'exit',
  'BEGIN',
  'END',
  'delete',
]);

const TOKEN =
  /[ \t]*(?:#[^\n]*)?(\n|\d+(?:\.\d+)?|\.\d+|"(?:[^"\\\n]|\\.)*"|[A-Za-z_]\w*|\+\+|--|&&|\|\||[-+*/%]=|[=!<>]=|!~|[-+*/%=<>!~?:,;(){}[\]$])/y;
/** After these a `/` divides; elsewhere it begins a pattern. */
const ENDS_VALUE = /(?:[\w".)\]]|\+\+|--)$/;

/** The words and signs of a program; a line's end is a `;`. */
export function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; source.slice(at).trim() !== ''; ) {
    const before = tokens.at(-1) ?? '';
    const divides = ENDS_VALUE.test(before) && !WORDS.has(before);
    const regex = divides ? null : /^[ \t]*(\/(?:[^/\\\n]|\\.)*\/)/.exec(source.slice(at));
    TOKEN.lastIndex = at;
    const found = regex ?? TOKEN.exec(source);
    if (!found?.[1]) throw new Unknown(source.slice(at).trim());
    tokens.push(found[1] === '\n' ? ';' : found[1]);
    at += found[0].length;
  }
  return tokens;
}
