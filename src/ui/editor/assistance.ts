import {
  acceptCompletion,
  autocompletion,
  type Completion as Shown,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from '@codemirror/autocomplete';
import { search, searchKeymap } from '@codemirror/search';
import { type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { maskSecrets } from '../../app/maskSecrets.ts';
import type { AssistAnswers, AssistQuestion, Completion } from '../../model/Assist.ts';
import type { Fields } from '../../words/en/fields.ts';
import { assistanceTheme } from './assistanceTheme.ts';
import { deeperLine } from './deeperLine.ts';
import { fieldNote } from './fieldNote.ts';
import { fieldTips } from './fieldTips.ts';
import { placeActs, places } from './places.ts';
import { wholeText } from './wholeText.ts';

/** What the editor asks while somebody types, and in which words it tells what it hears. */
export interface Assistant {
  ask<Q extends AssistQuestion>(text: string, question: Q): Promise<AssistAnswers[Q['kind']] | null>;
  fields(): Fields;
  notify(text: string): void;
  /** How the lines of offsets are named. */
  sayLines(text: string, offsets: readonly number[]): string[];
  /** Opens the list of documents. */
  outline(): boolean;
}

/** Before CodeMirror's own order, which is by the alphabet: fields that change something for packets come first. */
const MOST_BOOST = 90;

function shown(option: Completion, index: number, fields: Fields): Shown {
  const { label, kind, detail, info = '', insert, caret, field = '' } = option;
  const told = fields.does[field as keyof Fields['does']];
  return {
    label,
    type: kind,
    boost: (told ? MOST_BOOST : 0) - Math.min(index, MOST_BOOST),
    ...(detail && { detail }),
    ...((info || told) && { info: () => fieldNote(fields, { info, field }) }),
    ...(insert !== undefined && {
      apply: (view: EditorView, chosen: Shown, from: number, to: number) =>
        view.dispatch({
          changes: { from, to, insert },
          selection: { anchor: from + (caret ?? insert.length) },
          userEvent: 'input.complete',
          annotations: pickedCompletion.of(chosen),
          scrollIntoView: true,
        }),
    }),
  };
}

const WORD = /^[\w./-]*$/;

const completions =
  ({ ask, fields }: Assistant) =>
  async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { state, pos, explicit } = context;
    const answer = await ask(wholeText(state), { kind: 'completions', at: pos });
    if (!answer || context.aborted || answer.options.length === 0) return null;
    const { span, options } = answer;
    const typed = state.sliceDoc(span.start, pos);
    // nobody asked, and nothing is typed yet: only values that follow their key come by themselves
    const awaited = options[0]?.kind !== 'field' && state.sliceDoc(span.start - 2, span.start) === ': ';
    if (!explicit && typed === '' && !awaited) return null;
    // it is whole already: Enter must go to the next line
    const isWhole = (text: string): boolean => options.some(({ label }) => label === text);
    if (!explicit && isWhole(typed)) return null;
    return {
      from: span.start,
      to: Math.max(span.end, pos),
      options: options.map((option, i) => shown(option, i, fields())),
      validFor: (text) => WORD.test(text) && !isWhole(text),
    };
  };

/** Completion, and what a field means: under the pointer, at the cursor, and under a finger. */
export const assistance = (assistant: Assistant, acts = placeActs(assistant)): Extension => [
  autocompletion({
    override: [completions(assistant)],
    icons: false,
    // behind `type: ` its values come at once
    activateOnCompletion: ({ type }) => type === 'field',
  }),
  Prec.highest(keymap.of([{ key: 'Tab', run: acceptCompletion }])),
  Prec.high(keymap.of([{ key: 'Enter', run: deeperLine }])),
  fieldTips(assistant, acts),
  places(acts),
  search({ top: true }),
  // what is dragged in; what is pasted, `receivedPaste` masks
  EditorView.clipboardInputFilter.of(maskSecrets),
  keymap.of([...searchKeymap, { key: 'Mod-Shift-o', run: assistant.outline }]),
  assistanceTheme,
];
