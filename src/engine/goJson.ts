type Json = unknown;

/** Where a key comes among those of the value that the field `within` holds; keys of one place are sorted. */
type Order = (key: string, within: string) => number;

const sorted = (object: object, order: Order | undefined, within: string): [string, Json][] =>
  Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (order ? order(a, within) - order(b, within) : 0) || (a < b ? -1 : a > b ? 1 : 0));

/** A string as Go's encoding/json writes it; with `html` also < > & are escaped, as json.Marshal does. */
function text(value: string, html: boolean): string {
  const quoted = JSON.stringify(value)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replaceAll('\\b', '\\b');
  if (!html) return quoted;
  return quoted.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
}

/** A value as Go's encoding/json writes it: keys sorted, or in the given order; on one line, or indented by blanks. */
export function toJson(value: Json, indent = 0, html = true, order?: Order): string {
  const write = (at: Json, level: number, within: string): string => {
    if (typeof at === 'string') return text(at, html);
    if (typeof at !== 'object' || at === null) return at === undefined ? 'null' : String(at);
    const pad = indent > 0 ? `\n${' '.repeat(indent * (level + 1))}` : '';
    const close = indent > 0 ? `\n${' '.repeat(indent * level)}` : '';
    if (Array.isArray(at)) {
      if (at.length === 0) return '[]';
      return `[${pad}${at.map((item) => write(item, level + 1, within)).join(`,${pad}`)}${close}]`;
    }
    const entries = sorted(at, order, within);
    if (entries.length === 0) return '{}';
    const colon = indent > 0 ? ': ' : ':';
    const lines = entries.map(([key, item]) => `${text(key, html)}${colon}${write(item, level + 1, key)}`);
    return `{${pad}${lines.join(`,${pad}`)}${close}}`;
  };
  return write(value, 0, '');
}
