/** What YAML reads as something else than text: booleans, nothing, numbers, hours and dates (kyaml: isTypeAmbiguous). */
const AMBIGUOUS =
  /^(?:|y|n|yes|no|on|off|t|f|true|false|null|[0-9_]+(?:\.[0-9_]*)?(?:e[0-9]+)?|0[box][0-9a-f_]+|inf|infinity|nan|\d{4}-\d\d?-\d\d?)$/i;

/** Keys without quotes are letters, digits and underscores, with dots, strokes and slashes inside (kyaml: needsQuotes). */
const plainKey = (key: string): boolean =>
  /^[\p{L}\p{N}_](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}_])?$/u.test(key) && !AMBIGUOUS.test(key);

const keyText = (key: string): string => (plainKey(key) ? key : JSON.stringify(key));

/** The same in KYAML: flow style, every text in double quotes (sigs.k8s.io/yaml/kyaml). */
export const toKyaml = (value: unknown): string => `---\n${node(value, 0)}\n`;

function node(value: unknown, level: number): string {
  const pad = '  '.repeat(level + 1);
  const close = '  '.repeat(level);
  if (typeof value === 'string') return textNode(value, level);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    // Maps and lists in a list are cuddled.
    if (value.every((item) => typeof item === 'object' && item !== null))
      return `[${value.map((item) => node(item, level)).join(', ')}]`;
    return `[\n${value.map((item) => `${pad}${node(item, level + 1)},\n`).join('')}${close}]`;
  }
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([key, item]) => `${pad}${keyText(key)}: ${node(item, level + 1)},\n`).join('')}${close}}`;
}

/** Several lines are folded at their ends, a backslash at each. */
function textNode(value: string, level: number): string {
  if (!value.includes('\n')) return JSON.stringify(value);
  const pad = '  '.repeat(level + 1);
  const lines = value.split('\n').map((line) => JSON.stringify(line).slice(1, -1));
  const last = lines.pop() ?? '';
  const body = lines.map((line) => `${pad}${line.startsWith(' ') ? '\\' : ' '}${line}\\n\\\n`).join('');
  return `"\\\n${body}${last === '' ? `${pad}` : `${pad} ${last}\\\n${pad}`}"`;
}
