import type { TypedLine } from '../model/Scenario.ts';
import type { AppState, TerminalEntry } from './store.ts';

/** The engine has answered it, and it is in the cluster. */
export const hasRun = ({ result, lost }: TerminalEntry): boolean => result !== undefined && !lost;

/** The lines that have run, as the engine takes them. */
export const doneIn = (entries: readonly TerminalEntry[]): TypedLine[] =>
  entries.filter(hasRun).map(({ on, run, stdin, at }) => ({
    on,
    run,
    ...(stdin !== undefined && { stdin }),
    ...(at !== undefined && { at }),
  }));

export const NOTHING_TYPED: readonly TypedLine[] = [];

const known = new WeakMap<readonly TerminalEntry[], readonly TypedLine[]>();

/**
 * What the picture must know of the terminal: nothing, as long as no line has changed the cluster. The same entries give
 * the same list, so that who compares two of them does not work again for nothing.
 */
export function typedIn({ terminal }: Pick<AppState, 'terminal'>): readonly TypedLine[] {
  if (!terminal.some(({ changed }) => changed)) return NOTHING_TYPED;
  const lines = known.get(terminal) ?? doneIn(terminal);
  known.set(terminal, lines);
  return lines;
}
