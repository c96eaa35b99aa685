import type { Span } from '../model/Span.ts';
import { changeBetween } from '../model/TextChange.ts';

/** Where a place of a text is in what the text has become; what lay in the part that has changed is somewhere in it. */
export function movedSpan({ start, end }: Span, before: string, after: string): Span {
  const { head } = changeBetween(before, after);
  const moved = (at: number): number => (at > head ? Math.max(head, at + after.length - before.length) : at);
  return { start: moved(start), end: moved(end) };
}
