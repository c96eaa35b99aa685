import type { Fix } from './Diagnostic.ts';

/** The text with all edits made. They do not overlap. */
export function withEdits(text: string, edits: Fix['edits']): string {
  let after = text;
  const lastFirst = [...edits].sort((a, b) => b.span.start - a.span.start);
  for (const { span, text: insert } of lastFirst) after = after.slice(0, span.start) + insert + after.slice(span.end);
  return after;
}
