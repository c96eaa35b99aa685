import { describe, expect, it } from 'vitest';
import { fileOf, filesOf, joinFiles, MAIN_FILE, textsOf } from './files.ts';

const TWO = 'kind: A\n---\nkind: B\n---\n# file: shop/cart.yaml\nkind: C\n---\nkind: D\n';

describe('the files of a text', () => {
  it('are one without comments', () => {
    expect(filesOf('kind: A\n---\nkind: B\n')).toEqual([{ name: MAIN_FILE, start: 0, from: 0, end: 20 }]);
    expect(textsOf('')).toEqual([{ name: MAIN_FILE, text: '' }]);
  });

  it('begin where a document begins with their comment', () => {
    expect(textsOf(TWO)).toEqual([
      { name: MAIN_FILE, text: 'kind: A\n---\nkind: B\n' },
      { name: 'shop/cart.yaml', text: 'kind: C\n---\nkind: D\n' },
    ]);
    expect(textsOf('# file: a.yaml\nx: 1\n---\n# file: b.yaml\ny: 2\n')).toEqual([
      { name: 'a.yaml', text: 'x: 1\n' },
      { name: 'b.yaml', text: 'y: 2\n' },
    ]);
    expect(textsOf('---\n# file: a.yaml\nx: 1\n')).toEqual([{ name: 'a.yaml', text: 'x: 1\n' }]);
  });

  it('are not made by a comment elsewhere, nor by one without a name', () => {
    const text = 'x: 1\n# file: no.yaml\ny: |\n  ---\n  # file: no.yaml\n---\n# file: \nz: 1\n';
    expect(filesOf(text)).toHaveLength(1);
  });

  it('are put together again as they were', () => {
    expect(joinFiles(textsOf(TWO))).toBe(TWO);
    const turned = joinFiles(textsOf(TWO).toReversed());
    expect(turned).toBe(
      '# file: shop/cart.yaml\nkind: C\n---\nkind: D\n---\n# file: main.yaml\nkind: A\n---\nkind: B\n',
    );
    expect(joinFiles(textsOf(turned))).toBe(turned);
  });

  it('have a line each, also an empty one', () => {
    const text = joinFiles([
      { name: 'a.yaml', text: '' },
      { name: 'b.yaml', text: '' },
    ]);
    expect(textsOf(text)).toEqual([
      { name: 'a.yaml', text: '\n' },
      { name: 'b.yaml', text: '\n' },
    ]);
    // nothing but comments: these are shown
    expect(textsOf('# file: a\n---\n# file: b')).toEqual([
      { name: 'a', text: '# file: a\n' },
      { name: 'b', text: '# file: b' },
    ]);
  });

  it('are known by a place', () => {
    const files = filesOf(TWO);
    expect([0, TWO.indexOf('kind: C'), TWO.length].map((at) => fileOf(files, at))).toEqual([0, 1, 1]);
  });
});
