import { expect, test } from 'vitest';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { execute } from '../execute.ts';

const sh = (line: string) => execute(openDocuments(parseText('')).cluster, 'node/n1', line, '');

test('xargs gives the words of its input to a command', () => {
  expect(sh('seq 3 | xargs').stdout).toBe('1 2 3\n');
  expect(sh('seq 3 | xargs -n2 echo a').stdout).toBe('a 1 2\na 3\n');
  expect(sh('seq 2 | xargs -I{} echo x{}y').stdout).toBe('x1y\nx2y\n');
  expect(sh('true | xargs -r echo no').stdout).toBe('');
  expect(sh('echo 1 | xargs false; echo $?').stdout).toBe('123\n');
  expect(sh('echo 1 | xargs nope; echo $?').stdout).toBe('127\n');
});

test('outputs go where the first goes at that moment; tee hands on', () => {
  expect(sh('iptables >/dev/null 2>&1; echo $?')).toMatchObject({ stdout: '2\n', stderr: '' });
  expect(sh('iptables 2>&1 >/dev/null | head -1').stdout).toMatch(/^iptables/);
  expect(sh('echo a >&2 2>/dev/null')).toMatchObject({ stdout: '', stderr: 'a\n' });
  expect(sh('echo a | tee /dev/null').stdout).toBe('a\n');
});
