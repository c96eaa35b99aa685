// @vitest-environment jsdom
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { describe, expect, it } from 'vitest';
import { deeperLine } from './deeperLine.ts';

/** What Enter makes of a text whose cursor is the `|`; undefined where it is left to others. */
function enter(marked: string): string | undefined {
  const anchor = marked.indexOf('|');
  const view = new EditorView({ state: EditorState.create({ doc: marked.replace('|', ''), selection: { anchor } }) });
  const done = deeperLine(view);
  const { head } = view.state.selection.main;
  const text = view.state.doc.toString();
  view.destroy();
  if (!done) return undefined;
  return `${text.slice(0, head)}|${text.slice(head)}`;
}

describe('deeperLine', () => {
  it('goes two columns below a key that has no value yet', () => {
    expect(enter('spec:|\n  type: a')).toBe('spec:\n  |\n  type: a');
    expect(enter('- name: a\n  ports:|')).toBe('- name: a\n  ports:\n    |');
    expect(enter('  - httpGet: |')).toBe('  - httpGet: \n      |');
  });

  it('leaves everything else alone', () => {
    expect(enter('type: a|')).toBeUndefined();
    expect(enter('spec:| # why')).toBeUndefined();
    expect(enter('# note:|')).toBeUndefined();
    expect(enter('a: {b:|')).toBeUndefined();
  });
});
