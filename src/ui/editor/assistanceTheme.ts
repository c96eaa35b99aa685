import { EditorView } from '@codemirror/view';

/** The list of completions, what is told of a field, and the search. */
export const assistanceTheme = EditorView.theme({
  '.cm-panels': { backgroundColor: 'var(--panel)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    minWidth: '220px',
    maxWidth: 'min(420px, 90vw)',
    maxHeight: '252px',
    padding: '4px',
    fontFamily: 'var(--mono)',
    fontSize: '12.5px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '12px',
    alignItems: 'baseline',
    padding: '2px 8px',
    borderRadius: '4px',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'color-mix(in srgb, var(--focus) 18%, var(--panel))',
    color: 'var(--text)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': {
    flex: '1',
    margin: '0',
    overflow: 'hidden',
    color: 'var(--dim)',
    fontStyle: 'normal',
    fontSize: '12px',
    textAlign: 'right',
    textOverflow: 'ellipsis',
  },
  '.cm-tooltip.cm-completionInfo': { maxWidth: 'min(360px, 90vw)', padding: '0' },
  // beside the list there is no room on a phone
  '@media (max-width: 1023px)': { '.cm-tooltip.cm-completionInfo': { display: 'none' } },
  '.cm-field': { maxHeight: '300px', padding: '8px 12px', overflow: 'auto', fontFamily: 'var(--sans)' },
  '.cm-field p': { margin: '0 0 6px', lineHeight: '1.45' },
  '.cm-field p:last-child': { marginBottom: '0' },
  '.cm-field button': { minHeight: '28px', marginRight: '6px', padding: '2px 8px', fontSize: '12px' },
  '.cm-field code': { fontFamily: 'var(--mono)', fontWeight: '600' },
  '.cm-field-type, .cm-field-values': { color: 'var(--dim)', fontSize: '12px' },
  '.cm-field-does': { padding: '5px 8px', borderLeft: '3px solid var(--edge)', backgroundColor: 'var(--sunken)' },
  '.cm-field-does strong': { display: 'block', fontSize: '12px', color: 'var(--dim)' },
  '.cm-field-info': { color: 'var(--dim)' },
  '.cm-panel.cm-search': { padding: '6px 10px' },
  '.cm-panel.cm-search .cm-textfield, .cm-panel.cm-search .cm-button': {
    minHeight: '26px',
    border: '1px solid var(--edge)',
    borderRadius: '5px',
    background: 'var(--panel)',
    color: 'var(--text)',
    fontSize: '12px',
  },
  // a row each: what is sought, how, and what it is replaced by
  '.cm-panel.cm-search .cm-textfield': { width: '128px' },
  '.cm-panel.cm-search .cm-button': { padding: '2px 8px' },
  // a box and its words stay together
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    margin: '2px 8px 2px 0',
    fontSize: '12px',
    whiteSpace: 'nowrap',
  },
  '.cm-panel.cm-search label input': { margin: '0' },
});
