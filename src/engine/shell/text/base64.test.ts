import { expect, it } from 'vitest';
import type { ShellContext } from '../Command.ts';
import { base64 } from './base64.ts';

const run = (args: string[], stdin: string): unknown => base64({} as ShellContext, args, stdin);

it.each([
  [[], 'hello', 'aGVsbG8=\n'],
  [['-w', '5'], 'hello', 'aGVsb\nG8=\n'],
  [['-w0'], 'hello', 'aGVsbG8='],
  [['-d'], 'aGVsbG8=\n', 'hello'],
  [['--decode'], 'w6k=', '\u00e9'],
  [['-di'], 'aGVs bG8=\n', 'hello'],
  [['-d'], '', ''],
])('base64 %j', (args, stdin, stdout) => {
  expect(run(args, stdin)).toEqual({ stdout, stderr: '', exit: 0 });
});

// as coreutils do: what comes before a mistake is printed
it.each([
  ['aGVs bG8=', 'hel'],
  ['aGVsbG8', 'hello'],
  ['!!!', ''],
])('%s is no base64', (stdin, stdout) => {
  expect(run(['-d'], stdin)).toEqual({ stdout, stderr: 'base64: invalid input\n', exit: 1 });
});

it('refuses options that there are not', () => {
  expect(run(['-D'], '')).toMatchObject({ stderr: expect.stringContaining("invalid option -- 'D'"), exit: 1 });
});
