import { C_ESCAPES } from '../cEscapes.ts';

/** What awk itself would read and this one does not. */
export class Unknown extends Error {}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** The words of the statements that are read. */
export const WORDS = wordsOf('in if else for while print printf next exit break continue BEGIN END delete');

/** What POSIX awk (and the usual ones) has a meaning for, and this one has not: never an empty variable. */
const NOT_SIMULATED = wordsOf(`
  do getline return function func nextfile
  FILENAME RS SUBSEP ENVIRON ARGV ARGC RSTART RLENGTH OFMT CONVFMT
  split sub gsub gensub match sin cos atan2 exp log sqrt rand srand system close fflush`);

/** A name that may be assigned to. */
export function variableNamed(name: string | undefined): string {
  if (name === undefined || !/^[A-Za-z_]\w*$/.test(name) || WORDS.has(name) || NOT_SIMULATED.has(name))
    throw new Unknown(name ?? 'the end');
  return name;
}

const ESCAPES: Readonly<Record<string, string>> = { ...C_ESCAPES, '"': '"', '/': '/' };

/** A text as it is meant; a backslash before anything else stays, for it may be one of a pattern. */
export const unescaped = (text: string): string =>
  text.replace(/\\(?:([0-7]{1,3})|(.))/gs, (whole, octal: string | undefined, c: string) =>
    octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (ESCAPES[c] ?? whole),
  );

const TOKEN =
  /[ \t]*(?:#[^\n]*)?(\n|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w.])|"(?:[^"\\\n]|\\.)*"|[A-Za-z_]\w*|\+\+|--|&&|\|\||[-+*/%]=|[=!<>]=|!~|[-+*/%=<>!~?:,;(){}[\]$])/y;
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
