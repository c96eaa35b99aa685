import type { DocumentContent } from './readDocument.ts';

/** A piece of the text that kubectl reads as one document. */
export interface Piece {
  start: number;
  end: number;
  /** The separator after it is not one: `--- foo`. */
  badSeparator?: string;
}

/**
 * Cuts a text at the lines that begin with `---`, as kubectl's reader does (apimachinery: pkg/util/yaml/decoder.go,
 * YAMLReader): it knows nothing of YAML, so a separator inside a block scalar cuts too, and a separator before
 * any content stays part of the document that follows.
 */
export function splitDocuments(text: string, from = 0, to = text.length): Piece[] {
  const pieces: Piece[] = [];
  let start = from;
  let search = from;
  while (search < to) {
    let at: number;
    if (text.startsWith('---', search)) at = search;
    else {
      const found = text.indexOf('\n---', search);
      at = found < 0 ? to : found + 1;
    }
    if (at >= to) break;
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 || newline >= to ? to : newline;
    const after = text.slice(at + 3, lineEnd).trim();
    if (after !== '' && !after.startsWith('#')) pieces.push({ start, end: at, badSeparator: after });
    else if (at > start) pieces.push({ start, end: at });
    else {
      // Nothing before it: it is the first line of what follows.
      search = Math.min(lineEnd + 1, to);
      if (search < to) continue;
      break;
    }
    start = Math.min(lineEnd + 1, to);
    search = start;
  }
  if (start < to) pieces.push({ start, end: to });
  return pieces;
}

/** What stands in the place of a document whose separator is none. */
export const separatorError = (piece: Piece): DocumentContent => {
  const error = `invalid Yaml document separator: ${piece.badSeparator}`;
  return { value: null, error, diagnostics: [{ code: 'yaml/separator', severity: 'error', message: error }] };
};
