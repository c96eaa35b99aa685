import { fileNamed } from '../fileNamed.ts';
import type { ShellContext } from '../Command.ts';

/** The text that a filter reads: its files, or the standard input; and what to say of files that are not there. */
export function inputOf(
  context: ShellContext,
  command: string,
  files: readonly string[],
  stdin: string,
): { text: string; stderr: string } {
  if (files.length === 0) return { text: stdin, stderr: '' };
  let [text, stderr] = ['', ''];
  for (const file of files) {
    const content = file === '-' ? stdin : fileNamed(context, file);
    if (content === undefined) stderr += `${command}: ${file}: No such file or directory\n`;
    else text += content;
  }
  return { text, stderr };
}
