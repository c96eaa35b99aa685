import type { TypedLine } from '../model/Scenario.ts';
import type { AppState, TerminalEntry } from './store.ts';

/** The lines that have run, as the engine takes them. */
export const doneIn = (entries: readonly TerminalEntry[]): TypedLine[] =>
  entries
    .filter(({ result, lost }) => result && !lost)
    .map(({ on, run, stdin }) => ({ on, run, ...(stdin !== undefined && { stdin }) }));

/** What the picture must know of the terminal: nothing, as long as no line has changed the cluster. */
export const typedIn = ({ terminal }: Pick<AppState, 'terminal'>): TypedLine[] =>
  terminal.some(({ changed }) => changed) ? doneIn(terminal) : [];
