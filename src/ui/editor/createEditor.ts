import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic as Mark, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Diagnostic } from '../../model/Diagnostic.ts';
import type { Span } from '../../model/Span.ts';
import { type AddressMarks, addressMarks, setAddressMarks } from './addressMarks.ts';
import type { Catalog } from '../../words/en.ts';
import { sayFix, sayHint, sayProblem } from '../../words/say.ts';
import { editorHighlight, editorTheme } from './editorTheme.ts';

export interface EditorEvents {
  changed(text: string): void;
  /** A fix was wanted for a text that has changed since. */
  staleFix(): void;
  /** A person put the cursor into a line with the pointer. */
  lineChosen(line: Span): void;
}

export interface Editor {
  /** Takes over a text from outside; one step of the same history. */
  replace(text: string): void;
  /** What was found in a text: that of the editor, unless somebody has typed since. */
  diagnose(diagnostics: readonly Diagnostic[], text: string): void;
  /** Marks the line that caused the hop which is shown. */
  mark(span: Span | null): void;
  /** Tells of which network an address is; null for one that nobody in the cluster has. */
  markAddresses(marks: AddressMarks): void;
  reveal(span: Span): void;
  /** Speaks another language from now on. */
  speak(words: Catalog): void;
  destroy(): void;
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

/** A diagnostic as CodeMirror shows it: the API server's words, then ours, then the fixes. */
function toMark(words: Catalog, diagnostic: Diagnostic, length: number, fits: () => boolean): Mark {
  const clip = (at: number): number => Math.max(0, Math.min(at, length));
  const { span, severity, code, fixes } = diagnostic;
  return {
    from: clip(span?.start ?? 0),
    to: clip(Math.max(span?.end ?? 0, span?.start ?? 0)),
    severity,
    source: code,
    message: [sayProblem(words, diagnostic), sayHint(words, diagnostic)].filter(Boolean).join('\n'),
    actions: (fixes ?? []).map((fix) => ({
      name: sayFix(words, fix),
      apply: (view) => {
        if (!fits()) return;
        view.dispatch({
          changes: fix.edits.map(({ span: at, text }) => ({ from: clip(at.start), to: clip(at.end), insert: text })),
          userEvent: 'input.fix',
        });
      },
    })),
  };
}

/** Search is loaded when somebody searches. */
const search = (view: EditorView): boolean => {
  void import('@codemirror/search').then(({ openSearchPanel }) => openSearchPanel(view));
  return true;
};

/** Where two texts differ: replacing only that keeps cursor, marks and scroll position in the rest. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let tail = 0;
  while (
    tail < most - from &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

/** Opens the YAML editor in an element. It knows CodeMirror; nothing else on the page does. */
export function createEditor(parent: HTMLElement, text: string, first: Catalog, events: EditorEvents): Editor {
  /** Somebody clicked or typed since the editor has the focus. */
  let worked = false;
  let words = first;
  const language = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        language.of(EditorState.phrases.of(words.editor.phrases)),
        lineNumbers(),
        foldGutter({ openText: '▾', closedText: '▸' }),
        lintGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        EditorState.tabSize.of(2),
        yaml(),
        syntaxHighlighting(editorHighlight),
        editorTheme,
        markField,
        addressMarks,
        keymap.of([
          ...defaultKeymap,
          { key: 'Mod-f', run: search },
          ...historyKeymap,
          ...foldKeymap,
          ...lintKeymap, // F8: the next problem
          // Esc, then Tab leaves the editor; Ctrl+M switches. Who came by Tab goes on by Tab.
          { key: 'Tab', run: (v) => worked && indentMore(v), shift: (v) => worked && indentLess(v) },
        ]),
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
          if (update.docChanged && !own) {
            worked = true;
            events.changed(update.state.doc.toString());
          }
          const clicked = update.transactions.some((transaction) => transaction.isUserEvent('select.pointer'));
          if (clicked && update.state.selection.main.empty) {
            const { from, to } = update.state.doc.lineAt(update.state.selection.main.head);
            events.lineChosen({ start: from, end: to });
          }
        }),
      ],
    }),
  });

  return {
    replace(next) {
      const before = view.state.doc.toString();
      if (next === before) return;
      view.dispatch({ changes: difference(before, next), annotations: fromOutside.of(true) });
    },
    diagnose(diagnostics, examined) {
      const { length } = view.state.doc;
      // the places of a fix are those of the text that was looked at
      const fits = (): boolean => {
        const same = view.state.doc.toString() === examined;
        if (!same) events.staleFix();
        return same;
      };
      view.dispatch(
        setDiagnostics(
          view.state,
          diagnostics.map((diagnostic) => toMark(words, diagnostic, length, fits)),
        ),
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
    reveal({ start, end }) {
      const { length } = view.state.doc;
      if (start > length) return;
      const anchor = start;
      view.dispatch({
        selection: { anchor, head: Math.min(end, view.state.doc.lineAt(start).to) },
        effects: EditorView.scrollIntoView(start, { y: 'center' }),
      });
      view.focus();
    },
    speak(next) {
      words = next;
      view.dispatch({ effects: language.reconfigure(EditorState.phrases.of(words.editor.phrases)) });
    },
    destroy: () => view.destroy(),
  };
}
