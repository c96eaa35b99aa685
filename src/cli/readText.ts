import { readFileSync } from 'node:fs';
import { withoutHelmProse } from '../model/helmProse.ts';

/** A file could not be read: the message goes to stderr, and the exit status is 1. */
export class FileError extends Error {}

/** The text of a file, or of the standard input for `-`; what Helm prints around manifests is comments. */
export function readText(file: string): string {
  try {
    return withoutHelmProse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : `it cannot be read (${code})`;
    throw new FileError(`${file}: ${why}`);
  }
}
