/** What jq itself would read and this one does not. */
export class Unknown extends Error {}

const TOKEN = /\s*(\.\.|==|!=|<=|>=|\/\/|[.[\]{}()|,:?<>+*/-]|@\w+|\$\w+|\d+(?:\.\d+)?|[A-Za-z_]\w*)/y;

/** Where a text that begins at a quote ends; what is put in by `\(…)` may have texts of its own. */
function endOfText(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] === '"') return at + 1;
    if (source[at] !== '\\') continue;
    at = source[at + 1] === '(' ? endOfInsert(source, at + 2) - 1 : at + 1;
  }
  throw new Unknown(source.slice(from));
}

/** Behind the parenthesis that closes what begins at `from`. */
export function endOfInsert(source: string, from: number): number {
  let depth = 1;
  for (let at = from; at < source.length; ) {
    if (source[at] === '"') at = endOfText(source, at);
    else {
      depth += source[at] === '(' ? 1 : source[at] === ')' ? -1 : 0;
      at += 1;
      if (depth === 0) return at;
    }
  }
  throw new Unknown(source.slice(from));
}

/** The words and signs of a filter; a text is one. */
export function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (source.slice(at).trim() !== '') {
    const quote = /^\s*"/.exec(source.slice(at));
    if (quote) {
      const from = at + quote[0].length - 1;
      at = endOfText(source, from);
      tokens.push(source.slice(from, at));
      continue;
    }
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(source);
    if (!found?.[1]) throw new Unknown(source.slice(at).trim());
    tokens.push(found[1]);
    at = TOKEN.lastIndex;
  }
  return tokens;
}
