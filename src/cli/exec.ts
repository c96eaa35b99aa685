import { readFileSync } from 'node:fs';
import { execute, quote } from '../engine/index.ts';
import { openFile } from './open.ts';
import { readOptions } from './options.ts';
import { UsageError } from './UsageError.ts';

/** `kubehop exec FILE [--on PLACE] -- CMD...` */
export function exec(args: string[]): number {
  const { values, words, rest } = readOptions(args, { '--on': 'on' });
  const [file, ...more] = words;
  if (file === undefined) throw new UsageError('exec needs a FILE');
  if (more.length > 0) throw new UsageError(`exec takes one FILE; the command comes after --`);
  if (rest.length === 0) throw new UsageError('exec needs a command after --');
  const { cluster, files } = openFile(file);
  const command = rest.length === 1 ? (rest[0] ?? '') : rest.map(quote).join(' ');
  // Read only what was piped in: a terminal would wait for the user, for a command that may not want input.
  const stdin = process.stdin.isTTY || file === '-' ? '' : readFileSync(0, 'utf8');
  const { stdout, stderr, exit } = execute(cluster, values['on'] ?? 'admin', command, stdin, files, {
    written: new Map(),
  });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return exit;
}
