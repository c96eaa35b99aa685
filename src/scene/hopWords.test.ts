import { expect, test } from 'vitest';
import { en } from '../words/en.ts';
import { exampleResult } from './fixture.ts';
import { headingOf, percent } from './hopWords.ts';

test.each([
  [0, '0.0 %'],
  [1, '100.0 %'],
  [1 / 3, '33.3 %'],
  [0.001, '0.1 %'],
  [0.0007, '0.07 %'],
  [0.0002, '0.02 %'],
  [0.00001, '0.001 %'],
  [1e-9, '0.0000001 %'],
])('%d is %s', (share, text) => {
  expect(percent(share)).toBe(text);
});

test('who hears a refusal has no answer', () => {
  const { hops } = exampleResult().reach!.traces[0]!;
  const last = { ...hops.at(-1)!, steps: [{ kind: 'deliver' as const, to: 'client', port: 51514 }] };
  expect(headingOf(en.hop, last)).toBe('The client has its answer');
  expect(headingOf(en.hop, { ...last, label: ['refused'] })).toBe('The client is refused');
});
