import { basename } from 'node:path';
import type { Cluster } from '../engine/cluster/Cluster.ts';
import { settle } from '../engine/controllers/settle.ts';
import { parseText } from '../engine/parse/parse.ts';
import { type OpenScenario, openDocuments, type Refusal } from '../engine/runScenario.ts';
import { readText } from './readText.ts';

/** What messages call the file: its own name, as kubectl would print it. */
export const nameOf = (file: string): string => (file === '-' ? 'STDIN' : basename(file));

/** Lines that say which documents were refused, and where they begin in the file. */
export function complaints(file: string, text: string, refusals: readonly Refusal[]): string {
  return refusals
    .map(({ document, message }) => {
      const before = text.slice(0, document.spanOf('').start);
      return `${file}:${before.split('\n').length}: ${message}\n`;
    })
    .join('');
}

export interface OpenFile extends OpenScenario {
  text: string;
  files: ReadonlyMap<string, string>;
}

/** The cluster of one file, settled; refused documents are told of on stderr. */
export function openFile(file: string): OpenFile & { cluster: Cluster } {
  const text = readText(file);
  const opened = openDocuments(parseText(text), nameOf(file));
  settle(opened.cluster);
  process.stderr.write(complaints(file, text, opened.refusals));
  return { ...opened, text, files: new Map([[nameOf(file), text]]) };
}
