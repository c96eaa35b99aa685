import { expect, test } from 'vitest';
import { applyJsonPatch } from './jsonPatch.ts';

// what a client is told is in changes.txt
test('a mistake of ours is no refusal', () => {
  const operation = {
    op: 'add',
    path: '/a',
    get value(): unknown {
      throw new Error('ours');
    },
  };
  expect(() => applyJsonPatch({}, [operation])).toThrow('ours');
});

test.each([
  ['add', '/b/-', { a: 1, b: [1, 2, 9] }],
  ['add', '/b/1', { a: 1, b: [1, 9, 2] }],
  ['replace', '/b/0', { a: 1, b: [9, 2] }],
  ['replace', '/c', { a: 1, b: [1, 2], c: 9 }],
  ['remove', '/b/1', { a: 1, b: [1] }],
  ['remove', '/a', { b: [1, 2] }],
  ['test', '/a', undefined],
  ['remove', '/b/2', undefined],
  ['add', '/b/3', undefined],
  ['remove', '/c', undefined],
  ['add', 'a', undefined],
])('%s %s', (op, path, value) => {
  expect(applyJsonPatch({ a: 1, b: [1, 2] }, [{ op, path, value: 9 }])).toMatchObject(
    value === undefined ? { status: { code: 422, reason: 'Invalid', causes: [] } } : { value },
  );
});
