import { ParsedDocument } from './ParsedDocument.ts';

/** The end of the JSON object that begins at `from`, by brackets and strings alone; -1 when it has none. */
function objectEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 34) {
      for (at++; at < text.length && text.charCodeAt(at) !== 34; at++) if (text.charCodeAt(at) === 92) at++;
    } else if (c === 123 || c === 91) depth++;
    else if (c === 125 || c === 93) {
      if (--depth === 0) return at + 1;
    }
  }
  return -1;
}

/**
 * A text that begins with `{` is first tried as a stream of JSON objects (apimachinery: pkg/util/yaml/decoder.go,
 * YAMLOrJSONDecoder). Undefined when it does not begin so: then it is YAML, which knows flow mappings too. `end` is where
 * the objects end, before whatever is none.
 */
export function readJsonStream(text: string): { documents: ParsedDocument[]; end: number } | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const documents: ParsedDocument[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/.test(text[at] as string)) at++;
    if (at >= text.length) return { documents, end: at };
    const end = text[at] === '{' ? objectEnd(text, at) : -1;
    if (end < 0) return documents.length > 0 ? { documents, end: at } : undefined;
    const own = text.slice(at, end);
    let value: unknown;
    try {
      value = JSON.parse(own);
    } catch {
      return documents.length > 0 ? { documents, end: at } : undefined;
    }
    documents.push(new ParsedDocument(documents.length, at, own, { value, diagnostics: [] }));
    at = end;
  }
}
