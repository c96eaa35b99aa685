import { expect, test } from 'vitest';
import { structOf } from './schema.ts';

test('a field has another name in Go than with a capital, where the table says so', () => {
  const named = (struct: string, field: string) => structOf(struct).fields.get(field)?.goName;
  expect(named('PodSpec', 'containers')).toBeUndefined();
  expect(named('Probe', 'httpGet')).toBe('HTTPGet');
});

test('a quantity that is no pointer is there even if nobody wrote it', () => {
  expect(structOf('ResourceFieldSelector').implied.map(({ name }) => name)).toContain('divisor');
  expect(structOf('EmptyDirVolumeSource').implied.map(({ name }) => name)).toEqual([]);
});
