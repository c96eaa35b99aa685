import { type EditorState, StateField, type Transaction } from '@codemirror/state';
import { type RelatedText, relate } from '../../model/relatedText.ts';

/** How much may lie between the ends that nobody touched, in characters: it is put together for each key. */
const MOST_TOUCHED = 20_000;

/** As it is before any change: all of it is head, and all of it is tail. */
const untouched = (text: string): RelatedText => ({
  text,
  base: text,
  head: text.length,
  between: '',
  tail: text.length,
});

function afterChange(before: RelatedText, { changes, newDoc, startState: { doc } }: Transaction): RelatedText {
  let [first, last] = [doc.length, 0];
  changes.iterChangedRanges((from, to) => {
    first = Math.min(first, from);
    last = Math.max(last, to);
  });
  const touchedSince = (from: RelatedText): RelatedText => {
    const head = Math.min(from.head, first);
    const tail = Math.min(from.tail, doc.length - last);
    return { ...from, head, tail };
  };
  let next = touchedSince(before);
  if (newDoc.length - next.head - next.tail > MOST_TOUCHED) next = touchedSince(untouched(before.text));
  const { base, head, tail } = next;
  const between = newDoc.sliceString(head, newDoc.length - tail);
  const text = base.slice(0, head) + between + base.slice(base.length - tail);
  // another text altogether, which may be very long: it is kept once
  if (between.length > MOST_TOUCHED) return untouched(text);
  const made = { ...next, between, text };
  relate(made);
  return made;
}

/** Keeps what `wholeText` tells. */
export const wholeTextField = StateField.define<RelatedText>({
  create: ({ doc }) => untouched(doc.toString()),
  update: (before, transaction) => (transaction.docChanged ? afterChange(before, transaction) : before),
});

/**
 * The text of an editor as one string. The editor itself makes it of every line anew; this one is two slices of a
 * string that is there and what was typed between them, so a key costs no more in a text of 10 MB. JavaScript joins
 * them when somebody looks inside.
 */
export const wholeText = (state: EditorState): string => state.field(wholeTextField).text;
