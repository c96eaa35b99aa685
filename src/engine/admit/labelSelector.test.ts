import { expect, test } from 'vitest';
import { isEmptySelector, isUsableSelector, selects } from './labelSelector.ts';

const expression = (key: string, operator: string, values?: string[]) => ({
  matchExpressions: [{ key, operator, ...(values && { values }) }],
});

// metav1.LabelSelectorAsSelector and labels.Requirement.Matches
test.each([
  [undefined, { a: '1' }, false],
  [{}, {}, true],
  [{ matchLabels: { a: '1' } }, { a: '1', b: '2' }, true],
  [{ matchLabels: { a: '1' } }, { a: '2' }, false],
  [{ matchLabels: { a: '1', b: '2' } }, { a: '1' }, false],
  [expression('a', 'Exists'), { a: '' }, true],
  [expression('a', 'Exists'), { b: '' }, false],
  [expression('a', 'DoesNotExist'), { b: '' }, true],
  [expression('a', 'DoesNotExist'), { a: '' }, false],
  [expression('a', 'In', ['1', '2']), { a: '2' }, true],
  [expression('a', 'In', ['1', '2']), { a: '3' }, false],
  [expression('a', 'In', ['1']), {}, false],
  [expression('a', 'NotIn', ['1']), { a: '2' }, true],
  [expression('a', 'NotIn', ['1']), { a: '1' }, false],
  [expression('a', 'NotIn', ['1']), {}, true],
  [{ matchLabels: { a: '1' }, ...expression('b', 'Exists') }, { a: '1' }, false],
  [{ matchLabels: { a: '1' }, ...expression('b', 'Exists') }, { a: '1', b: '' }, true],
])('%j selects %j: %s', (selector, labels, expected) => {
  expect(selects(selector, labels)).toBe(expected);
});

test.each([
  [undefined, true],
  [{}, true],
  [{ matchLabels: { a: 'b' } }, true],
  [{ matchLabels: { 'a b': 'b' } }, false],
  [{ matchLabels: { a: 'b c' } }, false],
  [expression('a', 'In', ['x']), true],
  [expression('a', 'In', []), false],
  [expression('a', 'NotIn', ['x', 'y z']), false],
  [expression('a', 'Exists'), true],
  [expression('a', 'Exists', ['x']), false],
  [expression('a b', 'Exists'), false],
  [expression('a', 'Is', ['x']), false],
])('%j can be used: %s', (selector, expected) => {
  expect(isUsableSelector(selector)).toBe(expected);
});

test('a selector that asks for nothing is empty', () => {
  expect(isEmptySelector({})).toBe(true);
  expect(isEmptySelector({ matchLabels: {}, matchExpressions: [] })).toBe(true);
  expect(isEmptySelector({ matchLabels: { a: 'b' } })).toBe(false);
  expect(isEmptySelector(expression('a', 'Exists'))).toBe(false);
});
