import type { TerminalEntry } from '../../app/store.ts';

/** What was typed and printed, as a terminal would have shown it. */
export const transcriptOf = (entries: readonly TerminalEntry[], more: (entry: TerminalEntry) => string): string =>
  entries
    .map((entry) => {
      const { on, run, result } = entry;
      const printed = result ? result.stdout + more(entry) + result.stderr : '';
      return `${on} $ ${run}\n${printed}${printed === '' || printed.endsWith('\n') ? '' : '\n'}`;
    })
    .join('');
