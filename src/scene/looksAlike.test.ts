import { expect, test } from 'vitest';
import { exampleResult } from './fixture.ts';
import { looksAlike } from './looksAlike.ts';

test('where things stand in the text is not seen in the picture; all else is', () => {
  const result = exampleResult();
  expect(looksAlike(result, { ...result, documents: [3, 90], origins: { 'Pod/default/a': 4 }, diagnostics: [] })).toBe(
    true,
  );
  for (const key of ['nodes', 'pods', 'services', 'addresses', 'subnets'] as const)
    expect(looksAlike(result, { ...result, [key]: structuredClone(result[key]) }), key).toBe(false);
  expect(looksAlike(result, { ...result, taken: result.taken + 1 })).toBe(false);
  expect(looksAlike(result, null)).toBe(false);
  expect(looksAlike(null, null)).toBe(true);
});
