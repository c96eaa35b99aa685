import type { Extension } from '@codemirror/state';
import { drawSelection, EditorView } from '@codemirror/view';

const several = 'cm-several';

/** The browser's own; CodeMirror says `!important` that it is not to be seen. */
const shown = { caretColor: 'var(--text) !important' };

/**
 * Several selections, which a browser does not have, are drawn; a cursor that is the only one is the browser's. One that
 * is drawn costs a third of what the browser does with a key: its blinking is an animation that starts anew each time, on
 * a layer of its own.
 */
export const caret: Extension = [
  drawSelection(),
  EditorView.editorAttributes.of(({ state }) => (state.selection.ranges.length > 1 ? { class: several } : null)),
  EditorView.theme({
    [`&:not(.${several}) > .cm-scroller > .cm-cursorLayer`]: { display: 'none' },
    [`&:not(.${several}) > .cm-scroller .cm-content`]: shown,
    [`&:not(.${several}) > .cm-scroller .cm-line`]: shown,
    '.cm-cursor': { borderLeftColor: 'var(--text)' },
  }),
];
