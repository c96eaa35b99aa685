import {
  EditorSelection,
  EditorState,
  type Extension,
  Prec,
  StateEffect,
  StateField,
  Transaction,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, lineNumbers, type ViewUpdate } from '@codemirror/view';
import { type FilePart, fileOf, filesOf } from '../../model/files.ts';
import { wholeText } from './wholeText.ts';

interface Shown {
  name: string;
  from: number;
  /** Without the line break before the next file. */
  to: number;
}

const setShown = StateEffect.define<Shown | null>();
const isHidden = Decoration.replace({ block: true });

/** The lines of all other files. */
function linesHidden({ doc }: EditorState, shown: Shown | null): DecorationSet {
  if (!shown) return Decoration.none;
  const before = doc.lineAt(shown.from).from - 1;
  const after = doc.lineAt(shown.to).to + 1;
  return Decoration.set([
    ...(before > 0 ? [isHidden.range(0, before)] : []),
    ...(after < doc.length ? [isHidden.range(after, doc.length)] : []),
  ]);
}

/** The file that is shown; null: there is only one. */
const shownField = StateField.define<{ shown: Shown | null; hidden: DecorationSet }>({
  create: () => ({ shown: null, hidden: Decoration.none }),
  update(before, { changes, docChanged, effects, state }) {
    const told = effects.find((effect) => effect.is(setShown));
    let { shown } = before;
    if (told) shown = told.value;
    else if (!shown || !docChanged) return before;
    else shown = { ...shown, from: changes.mapPos(shown.from, -1), to: changes.mapPos(shown.to, 1) };
    return { shown, hidden: linesHidden(state, shown) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ hidden }) => hidden),
    Prec.high(
      EditorView.contentAttributes.from(
        field,
        ({ shown }): Record<string, string> => (shown ? { 'aria-label': shown.name } : {}),
      ),
    ),
  ],
});

const within = ({ from, to }: Shown, at: number): number => Math.max(from, Math.min(at, to));

/** Whoever moves by keys or selects everything stays in the file; what is searched may be found in another one. */
const stayInside = EditorState.transactionFilter.of((transaction) => {
  const { shown } = transaction.startState.field(shownField);
  const { selection } = transaction;
  const moves = transaction.isUserEvent('select') && !transaction.isUserEvent('select.search');
  if (!shown || !selection || !moves || transaction.docChanged) return transaction;
  const kept = EditorSelection.create(
    selection.ranges.map(({ anchor, head }) => EditorSelection.range(within(shown, anchor), within(shown, head))),
    selection.mainIndex,
  );
  return kept.eq(selection) ? transaction : [transaction, { selection: kept, sequential: true }];
});

/** Nothing that is typed or deleted reaches into what cannot be seen; a rename and a fix may. */
const keepHidden = EditorState.changeFilter.of((transaction) => {
  const { shown } = transaction.startState.field(shownField);
  if (!shown || transaction.isUserEvent('input.rename') || transaction.isUserEvent('input.fix')) return true;
  const types = ['input', 'delete', 'move'].some((event) => transaction.isUserEvent(event));
  return !types || [0, shown.from, shown.to, transaction.startState.doc.length];
});

const shownOf = ({ name, from, end }: FilePart, length: number): Shown => ({
  name,
  from,
  to: Math.max(from, end < length ? end - 1 : end),
});

const same = (a: Shown | null, b: Shown | null): boolean =>
  a?.from === b?.from && a?.to === b?.to && a?.name === b?.name;

/** What is undone or done again is to be seen, also where the cursor was in another file then. */
function changedElsewhere(
  { state, changes, transactions }: ViewUpdate,
  files: readonly FilePart[],
): number | undefined {
  if (!transactions.some((one) => one.isUserEvent('undo') || one.isUserEvent('redo'))) return undefined;
  const touched: number[] = [];
  changes.iterChangedRanges((_from, _to, from) => touched.push(from));
  const here = fileOf(files, state.selection.main.head);
  return touched.some((at) => fileOf(files, at) === here) ? undefined : touched[0];
}

/** After each change: which file is it now? */
const follow = EditorView.updateListener.of((update) => {
  const { view, state, docChanged, selectionSet, startState } = update;
  const isNew = startState.field(shownField, false) === undefined;
  const { head } = state.selection.main;
  const { shown: now } = state.field(shownField);
  // the text is as it was, and the cursor still in the file that is shown
  if (!docChanged && !isNew && (!selectionSet || !now || within(now, head) === head)) return;
  const files = filesOf(wholeText(state));
  const at = changedElsewhere(update, files) ?? head;
  const file = files.length > 1 ? files[fileOf(files, at)] : undefined;
  const shown = file ? shownOf(file, state.doc.length) : null;
  const goal = shown ? within(shown, at) : head;
  if (same(shown, now) && goal === head) return;
  view.dispatch({
    effects: setShown.of(shown),
    ...(goal !== head && { selection: { anchor: goal }, scrollIntoView: true }),
    annotations: Transaction.addToHistory.of(false),
  });
});

/**
 * Of several files the editor shows the one that the cursor is in. Its text stays the whole text: places, history and
 * what was found are those of the whole.
 */
export const fileView: Extension = [
  shownField,
  stayInside,
  keepHidden,
  follow,
  lineNumbers({
    formatNumber(line, state) {
      const { shown } = state.field(shownField);
      return String(shown ? line - state.doc.lineAt(shown.from).number + 1 : line);
    },
  }),
];
