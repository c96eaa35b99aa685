import { expect, it } from 'vitest';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { execute } from '../execute.ts';

it('head and tail count lines or bytes, from either end', () => {
  const { cluster } = openDocuments(parseText(''));
  const sh = (line: string) => execute(cluster, 'admin', line, '').stdout;
  expect(sh('seq 5 | head -2')).toBe('1\n2\n');
  expect(sh('printf "a\\nb" | head -2')).toBe('a\nb');
  expect(sh('printf "a\\nb" | tail -1')).toBe('b');
  expect(sh('seq 5 | head -n -3')).toBe('1\n2\n');
  expect(sh('seq 5 | tail -n +4')).toBe('4\n5\n');
  expect(sh('echo abcdef | head -c 3')).toBe('abc');
  expect(sh('echo abcdef | head -c -3')).toBe('abcd');
  expect(sh('echo abcdef | tail -c 3')).toBe('ef\n');
  expect(sh('echo abcdef | tail -c +5')).toBe('ef\n');
});
