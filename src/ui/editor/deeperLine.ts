import type { EditorView } from '@codemirror/view';

/** Enter behind a key without a value: what belongs to it stands two columns deeper. */
export function deeperLine(view: EditorView): boolean {
  const { state } = view;
  const { head, empty } = state.selection.main;
  if (!empty || state.selection.ranges.length > 1 || state.readOnly) return false;
  const line = state.doc.lineAt(head);
  const before = line.text.slice(0, head - line.from);
  const found = /^((?:\s*- )*\s*)[^\s#'"{[][^#'"{[]*:\s*$/.exec(before);
  if (!found || line.text.slice(before.length).trim() !== '') return false;
  const insert = `\n${' '.repeat((found[1] ?? '').length + 2)}`;
  view.dispatch({
    changes: { from: head, insert },
    selection: { anchor: head + insert.length },
    userEvent: 'input',
    scrollIntoView: true,
  });
  return true;
}
