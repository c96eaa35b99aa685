import { describe, expect, it } from 'vitest';
import { textsOf } from '../model/files.ts';
import type { App } from './app.ts';
import { addFiles, freeName, moveFile, openFileAt, putFile, removeFile, renameFile } from './files.ts';

/** What these functions need of the app. */
function opened(text: string) {
  const state = { text, cursor: 0 };
  const app = {
    store: { getState: () => state },
    replaceText: (next: string) => {
      state.text = next;
    },
    showSpan: ({ start }: { start: number }) => {
      state.cursor = start;
    },
    show: () => {},
  } as unknown as App;
  const names = (): string[] => textsOf(state.text).map(({ name }) => name);
  return { app, state, names };
}

const TWO = 'a: 1\n---\n# file: b.yaml\nb: 2\n';

describe('files of the text', () => {
  it('are added behind the others, each with a name of its own', () => {
    const { app, state, names } = opened('a: 1');
    addFiles(app, [{ name: 'new.yaml', text: '' }]);
    addFiles(app, [{ name: 'new.yaml', text: 'b: 2\n' }]);
    expect(names()).toEqual(['main.yaml', 'new.yaml', 'new-2.yaml']);
    expect(state.text.slice(state.cursor)).toBe('b: 2\n');
    expect(freeName('new', [{ name: 'new' }, { name: 'new-2' }])).toBe('new-3');
  });

  it('are the first of an empty text', () => {
    const { app, state } = opened('\n');
    addFiles(app, [{ name: 'web.yaml', text: 'a: 1\n' }]);
    expect(state.text).toBe('# file: web.yaml\na: 1\n');
  });

  it('are renamed, unless another one is called so', () => {
    const { app, state } = opened(TWO);
    expect(renameFile(app, 0, ' shop \n web.yaml ')).toBe(true);
    expect(state.text).toBe('# file: shop web.yaml\na: 1\n---\n# file: b.yaml\nb: 2\n');
    expect(renameFile(app, 0, 'b.yaml')).toBe(false);
    expect(renameFile(app, 0, ' ')).toBe(false);
  });

  it('are moved and removed', () => {
    const { app, state, names } = opened(TWO);
    moveFile(app, 1, 0);
    expect(state.text).toBe('# file: b.yaml\nb: 2\n---\n# file: main.yaml\na: 1\n');
    moveFile(app, 1, 2);
    expect(names()).toEqual(['b.yaml', 'main.yaml']);
    removeFile(app, 0);
    expect(state.text).toBe('a: 1\n');
    removeFile(app, 0);
    expect(state.text).toBe('a: 1\n');
  });

  it('are written by the terminal: over one of that name, or anew; the whole text under its own name', () => {
    const { app, state, names } = opened(TWO);
    putFile(app, { name: 'b.yaml', text: 'c: 3\n' });
    expect(state.text).toBe('a: 1\n---\n# file: b.yaml\nc: 3\n');
    putFile(app, { name: 'd.yaml', text: 'd: 4\n' });
    expect(names()).toEqual(['main.yaml', 'b.yaml', 'd.yaml']);
    putFile(app, { name: 'scenario.yaml', text: 'e: 5\n' });
    expect(state.text).toBe('e: 5\n');
  });

  it('are shown where their reader was', () => {
    const { app, state } = opened(TWO);
    openFileAt(app, 1, 2);
    expect(state.text.slice(state.cursor)).toBe(' 2\n');
    openFileAt(app, 1, 999);
    expect(state.cursor).toBe(TWO.length);
  });
});
