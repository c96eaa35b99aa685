import type { CommandResult } from '../model/Scenario.ts';
import type { Place } from '../model/Trace.ts';
import { settle } from './controllers/settle.ts';
import { parseText } from './parse/parse.ts';
import { openDocuments } from './openDocuments.ts';
import { execute } from './shell/execute.ts';

/** A line of the terminal, and where it was typed. */
export interface TypedLine {
  place: Place | 'admin';
  command: string;
}

const nameOf = (place: Place | 'admin'): string => {
  if (place === 'admin' || place.kind === 'client') return place === 'admin' ? 'admin' : 'client';
  return place.kind === 'node' ? `node/${place.name}` : `pod/${place.namespace}/${place.name}`;
};

/**
 * Runs a line in the scenario's cluster after the lines before it: the same text, history and line always
 * print the same. The cluster settles between lines.
 */
export function runCommand(text: string, history: readonly TypedLine[], line: TypedLine): CommandResult {
  const { cluster } = openDocuments(parseText(text));
  const files = new Map([['scenario.yaml', text]]);
  settle(cluster);
  for (const { place, command } of history) {
    execute(cluster, nameOf(place), command, '', files);
    settle(cluster);
  }
  return execute(cluster, nameOf(line.place), line.command, '', files);
}
