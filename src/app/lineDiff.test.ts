import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from './lineDiff.ts';

const of = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');

describe('lineDiff', () => {
  it('numbers the lines of both, and counts what is added and removed', () => {
    const diff = lineDiff(of('a', 'b', 'c'), of('a', 'x', 'y', 'c'));
    expect(diff).toMatchObject({ added: 2, removed: 1 });
    expect(diff?.lines).toEqual([
      { kind: 'same', text: 'a', a: 1, b: 1 },
      { kind: 'removed', text: 'b', a: 2, b: null },
      { kind: 'added', text: 'x', a: null, b: 2 },
      { kind: 'added', text: 'y', a: null, b: 3 },
      { kind: 'same', text: 'c', a: 3, b: 4 },
    ]);
  });
  it('leaves out what is far from a change', () => {
    const same = Array.from({ length: 10 }, (_, i) => `${i}`);
    const diff = lineDiff(of(...same), of(...same, 'new'));
    expect(diff?.lines[0]).toEqual({ kind: 'gap', lines: 8 });
    expect(lineDiff(of(...same), of(...same))).toEqual({ lines: [{ kind: 'gap', lines: 10 }], added: 0, removed: 0 });
  });
  it('gives up on texts that are too large, or have nothing in common', () => {
    const many = (name: string, n: number) => of(...Array.from({ length: n }, (_, i) => `${name} ${i}`));
    expect(lineDiff(many('a', 50_001), many('a', 50_000))).toBeNull();
    expect(lineDiff(many('a', 40_000), `${many('a', 40_000)}b\n`)).toMatchObject({ added: 1, removed: 0 });
    expect(lineDiff(many('a', 4000), many('b', 4000))).toBeNull();
  });
  it('makes B of A, for any texts', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '')).map((lines) => of(...lines));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const diff = lineDiff(a, b);
        const lost = diff?.lines.some(({ kind }) => kind === 'gap');
        if (!diff || lost) return;
        const side = (without: string) =>
          of(...diff.lines.flatMap((line) => (line.kind === 'gap' || line.kind === without ? [] : [line.text])));
        expect([side('added'), side('removed')]).toEqual([a, b]);
      }),
    );
  });
});
