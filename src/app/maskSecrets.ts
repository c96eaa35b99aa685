/** What stands for a value: "masked" in base64, which the API server takes. */
const MASK = 'bWFza2Vk';
/** Where a line begins to say something: behind blanks and dashes; -1 where it says nothing. */
const columnOf = (line: string): number => /^[\s-]*(?=[^\s#-])/.exec(line)?.[0].length ?? -1;
const DATA = /^[\s-]*["']?(?:data|stringData)["']?:\s*\{?\s*$/;
const SECRET = /^[\s-]*["']?kind["']?:\s*["']?Secret["']?,?\s*$/;
const SEPARATOR = /^(?:---|\.\.\.)(?:\s|$)/;
/** One value of a Secret, in YAML or JSON; not the mark of those that stand in lines of their own. */
const VALUE = /^(\s*["']?[\w.-]+["']?:\s+)(["']?)(?![|>][-+\d]*\s*$).+?\2(,?)\s*$/;
/** The same in what `kubectl apply` keeps of a manifest. */
const APPLIED = /(\\?"(?:data|stringData)\\?":\{)([^{}]*)(\})/g;

/** Whether an object that has a line among its fields is a Secret: its other fields stand in the same column. */
function isOfSecret(lines: readonly string[], at: number): boolean {
  const column = columnOf(lines[at] ?? '');
  for (const step of [-1, 1])
    for (let i = at; i >= 0 && i < lines.length; i += step) {
      const line = lines[i] ?? '';
      const own = columnOf(line);
      if (SEPARATOR.test(line) || (own >= 0 && own < column)) break;
      if (own === column && SECRET.test(line)) return true;
      // a dash begins the object
      const begins = line.slice(0, column).includes('-');
      if (own === column && begins && (step < 0 || i > at)) break;
    }
  return false;
}

/** A text whose Secrets, as kubectl prints them, have lost their values: nobody else has to read them. */
export function maskSecrets(text: string): string {
  if (!/\bSecret\b/.test(text)) return text;
  const lines = text.split('\n');
  const masked = [...lines];
  for (const [at, line] of lines.entries()) {
    if (/"kind\\?":\\?"Secret\\?"/.test(line))
      masked[at] = line.replace(
        APPLIED,
        (_, head: string, values: string, end: string) =>
          head + values.replace(/(:\s*\\?")[^"\\]*(\\?")/g, `$1${MASK}$2`) + end,
      );
    if (!DATA.test(line) || !isOfSecret(lines, at)) continue;
    const column = columnOf(line);
    let inner = 0;
    for (let i = at + 1; i < lines.length; i++) {
      const value = lines[i] ?? '';
      const own = columnOf(value);
      if (own < 0 && !SEPARATOR.test(value)) continue;
      if (own <= column) break;
      inner ||= own;
      masked[i] =
        own > inner
          ? `${value.slice(0, own)}masked`
          : value.replace(VALUE, (_, key: string, quote: string, comma: string) => {
              const note = /["']:/.test(key) ? '' : ' # masked';
              return `${key}${quote}${MASK}${quote}${comma}${note}`;
            });
    }
  }
  return masked.join('\n');
}
