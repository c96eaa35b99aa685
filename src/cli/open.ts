import { basename } from 'node:path';
import { KubectlError, openDocuments, type OpenScenario, parseText, type Refusal, settle } from '../engine/index.ts';
import { readText } from './readText.ts';

/** What messages call the file: its own name, as kubectl would print it. */
export const nameOf = (file: string): string => (file === '-' ? 'STDIN' : basename(file));

/** The line, from 1, in which an offset stands. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Lines that say what was refused and why, each with its place in the file. */
export function complaints(file: string, text: string, refusals: readonly Refusal[]): string {
  const say = (offset: number, message: string) => `${file}:${lineAt(text, offset)}: ${message}\n`;
  return refusals
    .flatMap(({ document, message, status }) => {
      if (status && status.causes.length > 0)
        return status.causes.map((cause) => {
          const one = new KubectlError([{ kind: 'status', status: { ...status, causes: [cause] } }]);
          return say(document.spanOf(cause.field).start, one.message.trimEnd());
        });
      const problem = status ? ({ kind: 'status', status } as const) : ({ kind: 'plain', message } as const);
      const at = document.diagnostics[0]?.span?.start ?? document.spanOf('').start;
      return [say(at, new KubectlError([problem]).message.trimEnd())];
    })
    .join('');
}

export interface OpenFile extends OpenScenario {
  text: string;
  files: ReadonlyMap<string, string>;
}

/** The cluster of one file, settled; refused documents are told of on stderr. */
export function openFile(file: string): OpenFile {
  const text = readText(file);
  const opened = openDocuments(parseText(text), nameOf(file));
  settle(opened.cluster);
  process.stderr.write(complaints(file, text, opened.refusals));
  return { ...opened, text, files: new Map([[nameOf(file), text]]) };
}
