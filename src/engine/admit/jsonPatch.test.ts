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
  ['add', '/b/-1', { a: 1, b: [1, 2, 9] }],
  ['add', '/b/-3', { a: 1, b: [9, 1, 2] }],
  ['add', '/b/-4', undefined],
  ['replace', '/b/-2', { a: 1, b: [9, 2] }],
  ['remove', '/b/-1', { a: 1, b: [1] }],
  ['remove', '/b/-3', undefined],
  ['test', '/a', undefined],
  ['remove', '/b/2', undefined],
  ['add', '/b/3', undefined],
  ['remove', '/c', undefined],
  ['add', 'a', undefined],
  ['add', '', undefined],
  ['remove', '', undefined],
  ['replace', '', undefined],
  ['test', '', undefined],
])('%s %s', (op, path, value) => {
  expect(applyJsonPatch({ a: 1, b: [1, 2] }, [{ op, path, value: 9 }])).toMatchObject(
    value === undefined ? { status: { code: 422, reason: 'Invalid', causes: [] } } : { value },
  );
});

// patch.go: findObject has no place for an empty path; replace and test take it for the whole
test('an empty path is the whole document, which can be replaced and tested', () => {
  const whole = (...patch: object[]): unknown => applyJsonPatch({ a: 1 }, patch);
  expect(whole({ op: 'replace', path: '', value: { b: 2 } }, { op: 'add', path: '/c', value: 3 })).toEqual({
    value: { b: 2, c: 3 },
  });
  expect(whole({ op: 'test', path: '', value: { a: 1 } })).toEqual({ value: { a: 1 } });
  // keys are in no order
  const value = { c: 3, b: 2 };
  expect(whole({ op: 'replace', path: '', value: { b: 2, c: 3 } }, { op: 'test', path: '', value })).toEqual({ value });
  expect(whole({ op: 'replace', path: '', value: null })).toMatchObject({ status: { code: 422 } });
});

test('an element of a long list is found by all digits of its index', () => {
  const list = Array.from({ length: 12 }, (_, i) => i);
  expect(applyJsonPatch({ list }, [{ op: 'remove', path: '/list/10' }])).toEqual({
    value: { list: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11] },
  });
});

test('no value is null, null is no operation, and of fields that there are not the server warns', () => {
  expect(applyJsonPatch({ a: 1 }, [{ op: 'add', path: '/a' }])).toEqual({ value: { a: null } });
  expect(applyJsonPatch({ a: 1 }, null)).toEqual({ value: { a: 1 } });
  expect(applyJsonPatch({ a: 1 }, [{ op: 'test', path: '/a', value: 1, extra: 2 }])).toEqual({
    value: { a: 1 },
    warnings: ['json patch unknown field "[0].extra"'],
  });
});
