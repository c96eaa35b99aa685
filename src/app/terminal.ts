import type { CommandResult, LineCompletions, ScenarioStep, TypedLine, Unmet } from '../model/Scenario.ts';
import type { Source } from '../model/Simulation.ts';
import type { Engine } from '../worker/client.ts';
import type { AppStore, TerminalEntry } from './store.ts';
import { doneIn } from './typed.ts';
import { whyNot } from './whyNot.ts';

export interface TerminalOptions {
  store: AppStore;
  /** Runs the commands; asked for when the first is typed. */
  engine: () => Engine;
  newId: () => number;
  /** A text with lines that were typed, at the moment of the timeline that is shown. */
  sourceOf: (text: string, typed: readonly TypedLine[]) => Source;
  /** The cluster that is shown is another one now. */
  changed: () => void;
}

/** What is typed in the cluster that is shown, and the places where it is typed. */
export function createTerminal({ store, engine, newId, sourceOf, changed }: TerminalOptions) {
  const { getState: get, setState: set } = store;

  /** The cluster after all that was typed. */
  const now = (): Source => sourceOf(get().resultText, doneIn(get().terminal));

  /** Goes to a place; it has a tab from now on. */
  const openPlace = (place: string): void =>
    set({ terminalPlace: place, terminalPlaces: [...new Set([...get().terminalPlaces, place])] });

  return {
    openPlace,
    /** Its tab goes; what was typed there stays typed, and is seen again with the tab. */
    closePlace(place: string): void {
      const { terminalPlaces, terminalPlace } = get();
      const at = terminalPlaces.indexOf(place);
      const others = terminalPlaces.toSpliced(at, 1);
      const next = terminalPlace === place ? others[Math.min(at, others.length - 1)] : terminalPlace;
      if (at >= 0 && next !== undefined) set({ terminalPlaces: others, terminalPlace: next });
    },
    /**
     * Runs a line in the cluster that is shown: after the lines before it, or at the moment of the timeline. The picture
     * follows.
     */
    async run(given: TypedLine): Promise<CommandResult> {
      const { terminal, resultText, text, moment } = get();
      const at = given.at ?? moment ?? undefined;
      const when = at === undefined ? {} : { at };
      const line = { ...given, ...when };
      const id = newId();
      openPlace(line.on);
      set({ terminal: [...terminal, { ...line, id, result: null }] });
      const source = { text: resultText || text, typed: doneIn(terminal), ...when };
      const outcome = await engine().run(source, line);
      const ran: Pick<TerminalEntry, 'changed' | 'lost'> & { result: CommandResult } =
        outcome.kind === 'done'
          ? outcome.value
          : {
              result: {
                stdout: '',
                stderr: outcome.kind === 'superseded' ? 'interrupted' : whyNot(get().words.engine, outcome),
                exit: 130,
              },
              lost: true,
            };
      set({ terminal: get().terminal.map((entry) => (entry.id === id ? { ...entry, ...ran } : entry)) });
      if (ran.changed) changed();
      return ran.result;
    },
    /** What can stand at the end of a line that is typed there; null when nobody can say. */
    async complete(on: string, line: string): Promise<LineCompletions | null> {
      const outcome = await engine().complete(now(), on, line);
      return outcome.kind === 'done' ? outcome.value : null;
    },
    /** What of a step's expectation does not hold in the cluster that is shown; null when nobody can say. */
    async check(step: ScenarioStep): Promise<Unmet[] | null> {
      const outcome = await engine().check(now(), step);
      return outcome.kind === 'done' ? outcome.value : null;
    },
    /** Nothing that was typed at this place is in sight any more; what it did stays. */
    clear(): void {
      const { cleared, terminal, terminalPlace } = get();
      set({ cleared: { ...cleared, [terminalPlace]: terminal.at(-1)?.id ?? 0 } });
    },
    /** Back to the cluster that the text makes, or that the first lines make of it. */
    forget(kept = 0): void {
      set({ terminal: get().terminal.slice(0, kept) });
      changed();
    },
  };
}
