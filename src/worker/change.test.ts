import { assert, constant, integer, jsonValue, oneof, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changed, changeOf } from './change.ts';

/** A value, and another one of the same shape. */
const leaf = oneof(integer(), constant(null), jsonValue({ maxDepth: 2 }));
const alike = tuple(leaf, leaf, leaf, leaf).map(([a, b, c, d]) => [
  { pods: [{ a }, { b }, { c }, 1], name: a, same: [c] },
  { pods: [{ a }, { b: d }, { c }, 1], name: b, same: [c] },
]);

describe('changeOf', () => {
  it('leads from any value to any other, and crosses a worker', () => {
    assert(
      property(oneof(alike, tuple(jsonValue(), jsonValue())), ([before, after]) => {
        const change = structuredClone(changeOf(before, after));
        expect(changed(before, change)).toEqual(after);
      }),
    );
  });

  it('tells nothing of what is the same, and keeps it', () => {
    const before = { pods: [{ name: 'a' }, { name: 'b' }, { name: 'c' }], services: [{ ips: ['1'] }] };
    const after = structuredClone(before);
    expect(changeOf(before, after)).toBeUndefined();
    after.pods[1] = { name: 'x' };
    const change = changeOf(before, after);
    expect(change).toEqual({ fields: [['pods', { items: [[1, { fields: [['name', { value: 'x' }]] }]] }]] });
    const got = changed(before, change) as typeof before;
    expect(got.pods[0]).toBe(before.pods[0]);
    expect(got.services).toBe(before.services);
  });

  it('keeps the order of fields', () => {
    const got = changed({ a: 1, b: 2 }, changeOf({ a: 1, b: 2 }, { b: 2, a: 1 })) as object;
    expect(Object.keys(got)).toEqual(['b', 'a']);
  });
});
