import { describe, expect, it } from 'vitest';
import type { Hop } from '../model/Trace.ts';
import { alignHops, likenessOf } from './alignHops.ts';
import { exampleResult } from './fixture.ts';

const [trace] = exampleResult().reach?.traces ?? [];
const hops = trace?.hops ?? [];
const at = (hop: Hop | undefined, name: string): Hop => ({ ...hop!, at: { ...hop!.at, name } });

describe('alignHops', () => {
  it('sets equal ways side by side', () => {
    expect(alignHops(hops, hops)).toEqual(hops.map((_, i) => ({ a: i, b: i })));
  });
  it('leaves a gap where one way has a hop more, and loses no hop', () => {
    const shorter = hops.filter((_, i) => i !== 2);
    const rows = alignHops(shorter, hops);
    expect(rows).toContainEqual({ a: null, b: 2 });
    expect(rows.flatMap(({ a }) => (a === null ? [] : [a]))).toEqual(shorter.map((_, i) => i));
    expect(rows.flatMap(({ b }) => (b === null ? [] : [b]))).toEqual(hops.map((_, i) => i));
  });
  it('sets the same step on another machine side by side', () => {
    const elsewhere = hops.map((hop) => (hop.at.kind === 'node' ? at(hop, 'n9') : hop));
    expect(alignHops(elsewhere, hops)).toEqual(hops.map((_, i) => ({ a: i, b: i })));
    expect(likenessOf(elsewhere, hops)).toBeLessThan(likenessOf(hops, hops));
  });
  it('has rows for one way alone', () => {
    expect(alignHops([], hops.slice(0, 2))).toEqual([
      { a: null, b: 0 },
      { a: null, b: 1 },
    ]);
    expect(alignHops([], [])).toEqual([]);
  });
});
