type Json = unknown;

const sorted = (entries: [string, Json][]): [string, Json][] =>
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** A string as Go's encoding/json writes it; with `html` also < > & are escaped, as json.Marshal does. */
function text(value: string, html: boolean): string {
  const quoted = JSON.stringify(value)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replaceAll('\\b', '\\b');
  if (!html) return quoted;
  return quoted.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
}

/** A value as Go's encoding/json writes it: keys sorted, or `asTheyAre`; on one line, or indented by blanks. */
export function toJson(value: Json, indent = 0, html = true, asTheyAre = false): string {
  const write = (at: Json, level: number): string => {
    if (typeof at === 'string') return text(at, html);
    if (typeof at !== 'object' || at === null) return at === undefined ? 'null' : String(at);
    const pad = indent > 0 ? `\n${' '.repeat(indent * (level + 1))}` : '';
    const close = indent > 0 ? `\n${' '.repeat(indent * level)}` : '';
    if (Array.isArray(at)) {
      if (at.length === 0) return '[]';
      return `[${pad}${at.map((item) => write(item, level + 1)).join(`,${pad}`)}${close}]`;
    }
    const given = Object.entries(at).filter(([, item]) => item !== undefined);
    const entries = asTheyAre ? given : sorted(given);
    if (entries.length === 0) return '{}';
    const colon = indent > 0 ? ': ' : ':';
    const lines = entries.map(([key, item]) => `${text(key, html)}${colon}${write(item, level + 1)}`);
    return `{${pad}${lines.join(`,${pad}`)}${close}}`;
  };
  return write(value, 0);
}
