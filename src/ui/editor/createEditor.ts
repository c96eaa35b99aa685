import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  isolateHistory,
  redo,
  undo,
} from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { Annotation, Compartment, EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Diagnostic, Fix } from '../../model/Diagnostic.ts';
import { afterPause } from '../../app/afterPause.ts';
import { changeBetween } from '../../model/TextChange.ts';
import { filesOf } from '../../model/files.ts';
import type { Span } from '../../model/Span.ts';
import { type AddressMarks, addressMarks, setAddressMarks } from './addressMarks.ts';
import { caret } from './caret.ts';
import type { Catalog } from '../../words/en.ts';
import type * as problemMarksModule from './problemMarks.ts';
import { editorHighlight, editorTheme } from './editorTheme.ts';
import { longLines } from './longLines.ts';
import { receivedPaste } from './receivedPaste.ts';
import { typeOver } from './typeOver.ts';
import { wholeText, wholeTextField } from './wholeText.ts';
import { yamlLanguage } from './yamlLanguage.ts';

type ProblemMarks = typeof problemMarksModule;

export interface EditorEvents {
  /** Somebody changed the text; the cursor is there now. */
  changed(text: string, cursor: number): void;
  /** A fix was chosen of those that are offered in the text. */
  fixChosen(fix: Fix): void;
  /** The cursor is elsewhere, by itself. */
  cursorMoved(at: number): void;
  /** A person put the cursor into a line with the pointer. */
  lineChosen(line: Span): void;
}

export interface Editor {
  /** What is put into the page; it may be taken out and put in again. */
  dom: HTMLElement;
  /** Is in the page again: it is scrolled as it was. */
  shown(): void;
  /** Is taken out of the page. */
  leaves(): void;
  /** One step of the history back, or forth. */
  undo(): void;
  redo(): void;
  /** Takes over a text from outside; one step of the same history, however quickly the next one comes. */
  replace(text: string): void;
  /** What was found in a text: that of the editor, unless somebody has typed since. */
  diagnose(diagnostics: readonly Diagnostic[]): void;
  /** Marks the line that caused the hop which is shown. */
  mark(span: Span | null): void;
  /** Tells of which network an address is; null for one that nobody in the cluster has. */
  markAddresses(marks: AddressMarks): void;
  /** Shows a place; the keyboard goes there too if `focus`. */
  reveal(span: Span, focus: boolean): void;
  /** Can more from now on: what is loaded when somebody goes into the editor. */
  extend(extension: Extension): void;
  /** Speaks another language from now on. */
  speak(words: Catalog): void;
}

const fromOutside = Annotation.define<boolean>();
const setMark = StateEffect.define<Span | null>();
const markedLine = Decoration.line({ class: 'cm-cause' });

const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setMark)) continue;
      const { doc } = transaction.state;
      next =
        effect.value && effect.value.start <= doc.length
          ? Decoration.set([markedLine.range(doc.lineAt(effect.value.start).from)])
          : Decoration.none;
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Milliseconds without a key until a comment may have made a file. */
const PAUSE = 200;

/** Opens the YAML editor. It knows CodeMirror; nothing else on the page does. */
export function createEditor(text: string, first: Catalog, events: EditorEvents): Editor {
  /** Somebody clicked or typed since the editor has the focus. */
  let worked = false;
  let words = first;
  /** Marks of problems are loaded with the first one. */
  let problems: Promise<ProblemMarks> | undefined;
  /** Counts what was found: an older one never comes after a newer. */
  let newest = 0;
  /** What shows one file of several is loaded with the second. */
  let files: Promise<void> | undefined;
  const looks = afterPause(showFiles, PAUSE);
  function showFiles(): void {
    if (files || filesOf(wholeText(view.state)).length < 2) return;
    files = import('./fileView.ts').then(
      ({ fileView }) => view.dispatch({ effects: StateEffect.appendConfig.of(fileView) }),
      () => {
        files = undefined; // all are shown, one after another
      },
    );
  }
  let scrolled: StateEffect<unknown> | undefined;
  const language = new Compartment();
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        language.of(EditorState.phrases.of(words.editor.phrases)),
        lineNumbers(),
        foldGutter({ openText: '▾', closedText: '▸' }),
        highlightSpecialChars(),
        history(),
        caret,
        EditorState.allowMultipleSelections.of(true),
        // Ctrl and click goes to the definition
        EditorView.clickAddsSelectionRange.of((event) => event.altKey),
        indentOnInput(),
        bracketMatching(),
        EditorState.tabSize.of(2),
        yamlLanguage,
        syntaxHighlighting(editorHighlight),
        editorTheme,
        longLines,
        markField,
        wholeTextField,
        addressMarks,
        keymap.of([
          ...defaultKeymap,
          ...historyKeymap,
          ...foldKeymap,
          // Esc, then Tab leaves the editor; Ctrl+M switches. Who came by Tab goes on by Tab.
          { key: 'Tab', run: (v) => worked && indentMore(v), shift: (v) => worked && indentLess(v) },
        ]),
        typeOver,
        receivedPaste,
        EditorView.contentAttributes.of({ 'aria-label': 'scenario.yaml', tabindex: '0' }),
        EditorView.domEventHandlers({
          mousedown: () => {
            worked = true;
          },
          blur: () => {
            worked = false;
          },
        }),
        EditorView.updateListener.of((update) => {
          const own = update.transactions.some((transaction) => transaction.annotation(fromOutside));
          const { head } = update.state.selection.main;
          if (update.docChanged && !files) looks.soon();
          if (update.docChanged && !own) {
            worked = true;
            events.changed(wholeText(update.state), head);
          } else if (update.selectionSet || update.docChanged) events.cursorMoved(head);
          const clicked = update.transactions.some((transaction) => transaction.isUserEvent('select.pointer'));
          if (clicked && update.state.selection.main.empty) {
            const { from, to } = update.state.doc.lineAt(update.state.selection.main.head);
            events.lineChosen({ start: from, end: to });
          }
        }),
      ],
    }),
  });

  showFiles();

  /** A place that was to be shown while the editor was not in the page. */
  let wanted: { span: Span; focus: boolean } | undefined;
  function reveal(span: Span, focus: boolean): void {
    wanted = view.dom.isConnected ? undefined : { span, focus };
    const { doc } = view.state;
    if (span.start > doc.length) return;
    view.dispatch({
      selection: { anchor: span.start, head: Math.min(span.end, doc.lineAt(span.start).to) },
      effects: EditorView.scrollIntoView(span.start, { y: 'center' }),
    });
    if (focus) view.focus();
  }

  return {
    dom: view.dom,
    shown() {
      view.dispatch(scrolled ? { effects: scrolled } : {});
      view.requestMeasure();
      if (wanted) reveal(wanted.span, wanted.focus);
    },
    leaves() {
      scrolled = view.scrollSnapshot();
    },
    undo: () => void undo(view),
    redo: () => void redo(view),
    replace(next) {
      const whole = wholeText(view.state);
      if (next === whole) return;
      // what differs, and no more: cursor, marks and scroll position stay in the rest
      const { head, tail, text } = changeBetween(whole, next);
      view.dispatch({
        changes: { from: head, to: whole.length - tail, insert: text },
        annotations: [fromOutside.of(true), isolateHistory.of('full')],
      });
      showFiles();
    },
    diagnose(diagnostics) {
      newest += 1;
      const mine = newest;
      if (!problems && diagnostics.length === 0) return;
      problems ??= import('./problemMarks.ts').then((loaded) => {
        view.dispatch({ effects: StateEffect.appendConfig.of(loaded.problemMarks) });
        return loaded;
      });
      problems.then(
        ({ markProblems }) => {
          if (mine === newest) markProblems(view, words, diagnostics, events.fixChosen);
        },
        () => {
          problems = undefined; // the list below the editor has them all the same
        },
      );
    },
    mark(span) {
      view.dispatch({ effects: setMark.of(span) });
      // Bring the line into sight, but never while somebody is typing.
      if (span && !view.hasFocus && span.start <= view.state.doc.length)
        view.dispatch({ effects: EditorView.scrollIntoView(span.start, { y: 'nearest', yMargin: 60 }) });
    },
    markAddresses(marks) {
      view.dispatch({ effects: setAddressMarks.of(marks) });
    },
    reveal,
    extend(extension) {
      view.dispatch({ effects: StateEffect.appendConfig.of(extension) });
    },
    speak(next) {
      words = next;
      view.dispatch({ effects: language.reconfigure(EditorState.phrases.of(words.editor.phrases)) });
    },
  };
}
