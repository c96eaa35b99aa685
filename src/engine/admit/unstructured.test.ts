import { expect, test } from 'vitest';
import { conversionError } from './unstructured.ts';

// apimachinery: pkg/runtime/converter.go
test('bytes are a text in base64, or a list', () => {
  const ofBytes = (value: unknown): string | undefined => conversionError({ kind: 'bytes', go: '[]uint8' }, value);
  expect(ofBytes('eA==')).toBeUndefined();
  expect(ofBytes([1, 2])).toBeUndefined();
  expect(ofBytes({ a: 1 })).toBe('cannot restore slice from map');
  expect(ofBytes('eA=!')).toBe('error decoding from json: illegal base64 data at input byte 2');
});

test('a time is told of as in a request', () => {
  expect(conversionError({ kind: 'time', go: 'v1.Time' }, 'x')).toBe(
    'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"',
  );
});
