import { withEdits } from '../../model/withEdits.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { parseText } from '../parse/parse.ts';
import { isPlain, type Plain } from '../plain.ts';
import type { Edit } from '../textEdits.ts';

/** What a document is after some edits of the text, of which it has those that lie in it; undefined if it is no object. */
export function afterEdits({ text, start, end }: ParsedDocument, edits: readonly Edit[]): Plain | undefined {
  const own = edits
    .filter(({ span }) => span.start >= start && span.end <= end)
    .map(({ span, text: put }) => ({ span: { start: span.start - start, end: span.end - start }, text: put }));
  const [after] = parseText(withEdits(text, own)).documents;
  return after?.error === undefined && isPlain(after?.value) ? after.value : undefined;
}
