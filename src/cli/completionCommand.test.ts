import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { catchPrinted } from '../../test/catchPrinted.ts';
import { completionCommand } from './completionCommand.ts';

const printed = catchPrinted();

/** What bash offers at the end of a line. */
function offered(...words: string[]): string[] {
  printed.stdout = '';
  completionCommand(['bash'], ['run', 'check', 'assert']);
  const line = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _kubehop; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', `${printed.stdout}\n${line}`], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

it('completes commands, their options, and files', () => {
  expect(offered('kubehop', '')).toEqual(['run', 'check', 'assert']);
  expect(offered('kubehop', 'ch')).toEqual(['check']);
  expect(offered('kubehop', 'check', '--').sort()).toEqual(['--config', '--fail-on', '--output']);
  expect(offered('kubehop', 'check', 'package.j')).toEqual(['package.json']);
});

it('speaks to zsh and fish, and to no other', () => {
  completionCommand(['zsh'], ['check']);
  expect(printed.stdout).toMatch(/^autoload .*bashcompinit\n_kubehop/);
  printed.stdout = '';
  completionCommand(['fish'], ['check']);
  expect(printed.stdout).toContain('complete -c kubehop -n "__fish_seen_subcommand_from check" -l fail-on\n');
  expect(() => completionCommand(['tcsh'], [])).toThrow('completion needs bash, zsh or fish');
});
