type Json = unknown;

const sorted = (object: object): [string, Json][] =>
  Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** A string as Go's encoding/json writes it; with `html` also < > & are escaped, as json.Marshal does. */
function text(value: string, html: boolean): string {
  const quoted = JSON.stringify(value)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replaceAll('\\b', '\\b');
  if (!html) return quoted;
  return quoted.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
}

/** A value as Go's encoding/json writes it: keys sorted; on one line, or indented by `indent` blanks. */
export function toJson(value: Json, indent = 0, html = true, level = 0): string {
  if (typeof value === 'string') return text(value, html);
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : String(value);
  const pad = indent > 0 ? `\n${' '.repeat(indent * (level + 1))}` : '';
  const close = indent > 0 ? `\n${' '.repeat(indent * level)}` : '';
  const colon = indent > 0 ? ': ' : ':';
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[${pad}${value.map((item) => toJson(item, indent, html, level + 1)).join(`,${pad}`)}${close}]`;
  }
  const entries = sorted(value);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, item]) => `${text(key, html)}${colon}${toJson(item, indent, html, level + 1)}`);
  return `{${pad}${lines.join(`,${pad}`)}${close}}`;
}
