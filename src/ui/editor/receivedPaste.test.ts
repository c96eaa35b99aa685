// @vitest-environment jsdom
import { EditorView } from '@codemirror/view';
import { expect, onTestFinished, test, vi } from 'vitest';
import { receivedPaste } from './receivedPaste.ts';

// jsdom lays nothing out, and CodeMirror asks for places in its next frame
Object.assign(Range.prototype, { getClientRects: () => [] });

/** Pastes over a selection; true when the editor itself is kept from it. */
function pasted(view: EditorView, text: string): boolean {
  const event = new Event('paste', { cancelable: true, bubbles: true });
  Object.assign(event, { clipboardData: { getData: () => text } });
  view.contentDOM.dispatchEvent(event);
  return event.defaultPrevented;
}

function editor(): EditorView {
  const view = new EditorView({ doc: '# mine\n', selection: { anchor: 7 }, extensions: [receivedPaste] });
  onTestFinished(() => view.destroy());
  return view;
}

test('a Secret is pasted without its values, in the first paste too', async () => {
  const view = editor();
  expect(pasted(view, 'kind: Secret\ndata:\n  password: aHVudGVyMg==\n')).toBe(true);
  await vi.dynamicImportSettled();
  expect(view.state.doc.toString()).toBe('# mine\nkind: Secret\ndata:\n  password: bWFza2Vk # masked\n');
  expect(view.state.selection.main.head).toBe(view.state.doc.length);
});

test('what Helm prints is pasted as manifests with comments', async () => {
  const view = editor();
  pasted(view, 'NAME: a\nMANIFEST:\n---\nkind: Pod\n\nNOTES:\nDone.\n');
  await vi.dynamicImportSettled();
  expect(view.state.doc.toString()).toBe('# mine\n# NAME: a\n# MANIFEST:\n---\nkind: Pod\n\n# NOTES:\n# Done.\n');
});
