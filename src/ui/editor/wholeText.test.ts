import { type ChangeSpec, EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { wholeText, wholeTextField } from './wholeText.ts';

/** Minstd: the same changes on every machine. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

describe('wholeText', () => {
  it('is the text of the editor after any changes, near each other and far apart', () => {
    const to = random(5);
    let state = EditorState.create({ doc: 'kind: Pod\n'.repeat(8000), extensions: wholeTextField });
    for (let i = 0; i < 400; i++) {
      const { length } = state.doc;
      const at = i % 3 ? Math.min(length, 100 + to(50)) : to(length + 1);
      const changes: ChangeSpec[] = [{ from: at, to: Math.min(length, at + to(4)), insert: 'a\nb'.slice(to(4)) }];
      if (i % 7 === 0 && at + 10 < length) changes.push({ from: at + 6 + to(length - at - 6), insert: 'second' });
      state = state.update({ changes }).state;
      expect(wholeText(state) === state.doc.toString(), `change ${i}`).toBe(true);
    }
  });

  it('is there after everything is gone, and after what comes then', () => {
    let state = EditorState.create({ doc: 'a: 1\n', extensions: wholeTextField });
    state = state.update({ changes: { from: 0, to: 5 } }).state;
    expect(wholeText(state)).toBe('');
    state = state.update({ changes: { from: 0, insert: 'b: 2\n' } }).state;
    expect(wholeText(state)).toBe('b: 2\n');
  });
});
