import type { Diagnostic } from '../../model/Diagnostic.ts';
import type { Finding } from '../../model/Message.ts';
import { changeBetween } from '../../model/TextChange.ts';
import { ParsedDocument, type ParsedText } from './ParsedDocument.ts';
import { readJsonStream } from './jsonStream.ts';
import { jsonStreamError } from './jsonSyntaxError.ts';
import { type DocumentContent, readDocument } from './readDocument.ts';
import { separatorError, splitDocuments } from './splitDocuments.ts';

export { ParsedDocument, type ParsedText } from './ParsedDocument.ts';

/** The most documents that one text may hold. */
export const MAX_DOCUMENTS = 200_000;

/** What was parsed last: an edit parses only what it touches. */
export class ParseMemo {
  text = '';
  documents: ParsedDocument[] = [];
  /** By text, for documents that were moved, or typed back. */
  contents = new Map<string, DocumentContent>();
}

const read = (memo: ParseMemo | undefined, text: string): DocumentContent => {
  const known = memo?.contents.get(text);
  if (known) return known;
  const content = readDocument(text);
  memo?.contents.set(text, content);
  return content;
};

/** The documents before and after the edit that led from the memo's text to this one, and the text between. */
function unchanged(memo: ParseMemo, text: string): { head: ParsedDocument[]; tail: ParsedDocument[]; delta: number } {
  const { documents: old, text: before } = memo;
  const change = changeBetween(before, text);
  // A document is untouched if the document after it begins before the edit: its separator is untouched too.
  let head = 0;
  while (head + 1 < old.length && (old[head + 1] as ParsedDocument).start <= change.head) head++;
  let tail = old.length;
  while (tail - 2 >= head && (old[tail - 2] as ParsedDocument).start >= before.length - change.tail) tail--;
  return { head: old.slice(0, head), tail: old.slice(tail), delta: text.length - before.length };
}

/**
 * Reads a text of YAML documents (or a stream of JSON objects) as kubectl does. Documents without content are left
 * out. Never throws: what cannot be read has `error`, and a diagnostic.
 */
export function parseText(text: string, memo?: ParseMemo): ParsedText {
  const json = /^\s*\{/.test(text) ? readJsonStream(text) : undefined;
  if (json) return json;
  const { head, tail, delta } = memo && memo.text !== '' ? unchanged(memo, text) : { head: [], tail: [], delta: 0 };
  const from = head.length > 0 ? memoNext(memo as ParseMemo, head.length) : 0;
  const to = tail.length > 0 ? (tail[0] as ParsedDocument).start + delta : text.length;
  const documents = head;
  const diagnostics: Diagnostic[] = [];
  const middle = splitDocuments(text, from, to);
  for (const piece of middle) {
    if (documents.length >= MAX_DOCUMENTS) {
      const message: Finding = ['tooManyDocuments', MAX_DOCUMENTS];
      diagnostics.push({ code: 'budget/documents', severity: 'error', message, hint: ['restUnread'] });
      break;
    }
    const own = text.slice(piece.start, piece.end);
    const content = piece.badSeparator === undefined ? read(memo, own) : separatorError(piece);
    if (content.value === null && content.error === undefined) continue;
    documents.push(new ParsedDocument(documents.length, piece.start, own, content));
  }
  for (const document of tail) documents.push(document.moved(documents.length, document.start + delta));
  if (memo) {
    memo.text = text;
    memo.documents = [...documents];
    if (memo.contents.size > 2 * documents.length + 1000) {
      memo.contents.clear();
    }
  }
  const [first] = documents;
  if (first?.error !== undefined && /^\s*\{/.test(text)) documents[0] = first.withError(jsonStreamError(text));
  for (const document of documents) {
    const own = document.diagnostics;
    if (own.length > 0) diagnostics.push(...own);
  }
  return { documents, diagnostics };
}

/** Where the first document after the untouched ones begins. */
const memoNext = (memo: ParseMemo, index: number): number => (memo.documents[index] as ParsedDocument).start;
