import type { Diagnostic } from '../../model/Diagnostic.ts';
import { jsonOffsetError, jsonSyntaxError } from './jsonSyntaxError.ts';
import { ParsedDocument, type ParsedText } from './ParsedDocument.ts';
import { type DocumentContent, readDocument } from './readDocument.ts';
import { utf8 } from '../utf8.ts';
import { separatorError, splitDocuments } from './splitDocuments.ts';

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
 * YAMLOrJSONDecoder). Undefined when it does not begin so: then it is YAML, which knows flow mappings too.
 */
export function readJsonStream(text: string): ParsedText | undefined {
  const documents: ParsedDocument[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/.test(text[at] as string)) at++;
    if (at >= text.length) return { documents, diagnostics: [] };
    const end = text[at] === '{' ? objectEnd(text, at) : -1;
    if (end < 0) return documents.length > 0 ? withRest(text, documents, at) : undefined;
    const own = text.slice(at, end);
    let value: unknown;
    try {
      value = JSON.parse(own);
    } catch {
      return documents.length > 0 ? withRest(text, documents, at) : undefined;
    }
    documents.push(new ParsedDocument(documents.length, at, own, { value, diagnostics: [] }));
    at = end;
  }
}

/**
 * Blanks are left out before YAML is read, up to the end of the line, four bytes at a time: where there are no four, the
 * text has ended (YAMLOrJSONDecoder, consumeWhitespace).
 */
const isTooShort = (rest: string): boolean => utf8(rest.replace(/^[^\S\n]+/, '')).length < 4;

/** What follows JSON objects: behind one of them a text is YAML, behind more it is an error (YAMLOrJSONDecoder, Decode). */
function withRest(text: string, documents: ParsedDocument[], end: number): ParsedText {
  const add = (start: number, own: string, content: DocumentContent): ParsedDocument => {
    const document = new ParsedDocument(documents.length, start, own, content);
    documents.push(document);
    return document;
  };
  const wrong = jsonSyntaxError(text.slice(end)) ?? '';
  if (documents.length > 1) {
    const diagnostics: Diagnostic[] = [{ code: 'yaml/syntax', severity: 'error', message: wrong }];
    add(end, text.slice(end), { value: null, error: wrong, diagnostics });
  } else if (isTooShort(text.slice((documents[0] as ParsedDocument).end))) {
    const error = jsonOffsetError(text, end, wrong);
    add(end, text.slice(end), {
      value: null,
      error,
      diagnostics: [{ code: 'yaml/syntax', severity: 'error', message: error }],
    });
  } else {
    const pieces = splitDocuments(text, end, text.length);
    for (const [i, piece] of pieces.entries()) {
      const own = text.slice(piece.start, piece.end);
      const content = piece.badSeparator === undefined ? readDocument(own) : separatorError(piece);
      if (content.value === null && content.error === undefined) continue;
      const document = add(piece.start, own, content);
      // where it is no YAML either, the complaint is JSON's
      if (i === 0 && content.error !== undefined)
        documents[document.index] = document.withError(jsonOffsetError(text, end, wrong));
    }
  }
  return { documents, diagnostics: documents.flatMap((document) => document.diagnostics) };
}
