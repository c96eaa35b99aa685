// CodeMirror with what every editor of code has, and nothing else on the page: `run(text)` opens a text in it.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, defaultHighlightStyle, foldGutter, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { yamlLanguage } from '../../src/ui/editor/yamlLanguage.ts';

const extensions = [
  lineNumbers(),
  foldGutter(),
  history(),
  drawSelection(),
  bracketMatching(),
  highlightActiveLine(),
  EditorView.lineWrapping,
  syntaxHighlighting(defaultHighlightStyle),
  yamlLanguage,
  keymap.of([...defaultKeymap, ...historyKeymap]),
];

const run = (doc: string): void => {
  const parent = document.querySelector<HTMLElement>('#pane');
  if (!parent) throw new Error('no pane');
  new EditorView({ state: EditorState.create({ doc, extensions }), parent });
};

Object.assign(globalThis, { run });
