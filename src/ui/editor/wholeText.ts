import { type EditorState, StateField, type Transaction } from '@codemirror/state';

/** How much may lie between the ends that nobody touched, in characters: it is put together for each key. */
const MOST_TOUCHED = 20_000;

interface Whole {
  text: string;
  /** A text from before, of which the first `head` and the last `tail` characters are still those of the text. */
  base: string;
  head: number;
  tail: number;
}

const untouched = (text: string): Whole => ({ text, base: text, head: text.length, tail: text.length });

function afterChange(before: Whole, { changes, newDoc, startState: { doc } }: Transaction): Whole {
  let [first, last] = [doc.length, 0];
  changes.iterChangedRanges((from, to) => {
    first = Math.min(first, from);
    last = Math.max(last, to);
  });
  const touchedSince = (from: Whole): Whole => {
    const head = Math.min(from.head, first);
    const tail = Math.min(from.tail, doc.length - last);
    return { ...from, head, tail };
  };
  let next = touchedSince(before);
  if (newDoc.length - next.head - next.tail > MOST_TOUCHED) next = touchedSince(untouched(before.text));
  const { base, head, tail } = next;
  const between = newDoc.sliceString(head, newDoc.length - tail);
  return { ...next, text: base.slice(0, head) + between + base.slice(base.length - tail) };
}

/** Keeps what `wholeText` tells. */
export const wholeTextField = StateField.define<Whole>({
  create: ({ doc }) => untouched(doc.toString()),
  update: (before, transaction) => (transaction.docChanged ? afterChange(before, transaction) : before),
});

/**
 * The text of an editor as one string. The editor itself makes it of every line anew; this one is two slices of a
 * string that is there and what was typed between them, so a key costs no more in a text of 10 MB. JavaScript joins
 * them when somebody looks inside.
 */
export const wholeText = (state: EditorState): string => state.field(wholeTextField).text;
