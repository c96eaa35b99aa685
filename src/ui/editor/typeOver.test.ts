// @vitest-environment jsdom
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { expect, onTestFinished, test } from 'vitest';
import { typeOver } from './typeOver.ts';

/** What a browser is asked to put in place of the letters from `from` to `to`; true when it is kept from doing so. */
function typed(view: EditorView, from: number, to: number, data: string, inputType = 'insertText'): boolean {
  view.dispatch({ selection: { anchor: from, head: to } });
  const event = new InputEvent('beforeinput', { inputType, data, cancelable: true, bubbles: true });
  view.contentDOM.dispatchEvent(event);
  return event.defaultPrevented;
}

function editor(...more: readonly Extension[]): EditorView {
  const view = new EditorView({ doc: 'kind: Pod', extensions: [typeOver, ...more] });
  onTestFinished(() => view.destroy());
  return view;
}

test('what is typed over a selection takes its place, and the browser touches nothing', () => {
  const view = editor();
  expect(typed(view, 6, 9, 'Service\nmetadata: {}')).toBe(true);
  expect(view.state.doc.toString()).toBe('kind: Service\nmetadata: {}');
  expect(view.state.selection.main.head).toBe(view.state.doc.length);
});

test('at a cursor, and for anything but text, the browser does what it does', () => {
  const view = editor();
  expect(typed(view, 9, 9, 's')).toBe(false);
  expect(typed(view, 0, 4, 'x', 'deleteContentBackward')).toBe(false);
  expect(view.state.doc.toString()).toBe('kind: Pod');
});

test('who takes what is typed is asked first', () => {
  const quotes = EditorView.inputHandler.of((view, from, to, text) => {
    if (text !== '"') return false;
    view.dispatch({
      changes: [
        { from, insert: text },
        { from: to, insert: text },
      ],
    });
    return true;
  });
  const view = editor(quotes);
  expect(typed(view, 6, 9, '"')).toBe(true);
  expect(view.state.doc.toString()).toBe('kind: "Pod"');
});
