import type { Extension } from '@codemirror/state';
import { drawSelection, EditorView } from '@codemirror/view';

const several = 'cm-several';

/**
 * Several selections, which a browser does not have, are drawn; a cursor that is the only one is the browser's. One that
 * is drawn costs a third of what the browser does with a key: its blinking is an animation that starts anew each time, on
 * a layer of its own.
 */
export const caret: Extension = [
  drawSelection(),
  EditorView.editorAttributes.of(({ state }) => (state.selection.ranges.length > 1 ? { class: several } : null)),
  EditorView.theme({
    [`&:not(.${several}) .cm-cursorLayer`]: { display: 'none' },
    // CodeMirror says as strongly that the browser's is not to be seen
    [`&:not(.${several}) .cm-content, &:not(.${several}) .cm-line`]: {
      caretColor: 'var(--text) !important',
    },
    '.cm-cursor': { borderLeftColor: 'var(--text)' },
  }),
];
