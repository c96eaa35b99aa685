import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/**
 * Values and comments, in the page's own hues: light and dark come from the tokens. Keys, and the signs beside them,
 * have the hue of the text: an element for each of them would be a tenth of what the browser does with a keystroke.
 */
export const editorHighlight = HighlightStyle.define([
  { tag: [tags.string, tags.content], color: 'var(--pod)' },
  { tag: tags.comment, color: 'var(--faint)' },
  { tag: tags.meta, color: 'var(--dim)' },
]);

export const editorTheme = EditorView.theme({
  '&': { backgroundColor: 'var(--panel)', color: 'var(--text)', fontSize: '12.5px' },
  '&.cm-focused': { outline: 'none' },
  // Over the gutters too, which an outline would lie under.
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: '0',
    zIndex: '300',
    boxShadow: 'inset 0 0 0 2px var(--focus)',
    pointerEvents: 'none',
  },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.62', overscrollBehavior: 'contain' },
  '.cm-content': { padding: '10px 0', color: 'var(--node)' },
  '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--faint)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '34px', padding: '0 4px 0 8px' },
  '.cm-foldGutter .cm-gutterElement': { color: 'var(--faint)', opacity: '0.7' },
  '.cm-cause': { backgroundColor: 'var(--hl)', boxShadow: 'inset 3px 0 var(--changed)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--focus) 26%, transparent)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'color-mix(in srgb, var(--focus) 22%, transparent)' },
  '.cm-tooltip': {
    maxWidth: '440px',
    border: '1px solid var(--line)',
    borderRadius: '7px',
    backgroundColor: 'var(--panel)',
    color: 'var(--text)',
    boxShadow: '0 6px 20px rgb(0 0 0 / 18%)',
  },
});
