import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ScenarioStep, TypedLine, Unmet } from '../model/Scenario.ts';
import { hopAt } from '../scene/playback.ts';
import type { App } from './app.ts';
import { parsePlace } from './places.ts';
import { placeName } from '../model/placeName.ts';
import { local } from './storage.ts';
import { type AppState, type TerminalEntry, traceOf } from './store.ts';
import { doneIn } from './typed.ts';

/** Where a reader is in the steps of a scenario. */
export interface LessonState {
  /** The first step that is not done: its place, from 0. */
  at: number;
  /** The number of the terminal's last line when each step began. */
  began: readonly number[];
  /** What the reader's cluster lacks for the step to be done; null while nobody has looked. */
  unmet: Unmet[] | null;
  /** The answer that was chosen last. */
  chosen: number | null;
  /** Where the reader was another time. */
  saved: Progress | null;
}

/** What is kept of a lesson: enough to go on with it another day. */
interface Progress {
  at: number;
  text: string;
  typed: TypedLine[];
}

export interface Lesson {
  store: StoreApi<LessonState>;
  /** Follows the reader as long as the steps are shown; returns what ends it. */
  watch(): () => void;
  /** Does a step as its author would. */
  perform(step: ScenarioStep): void;
  /** Goes to the next step, whether this one is done or not. */
  next(): void;
  choose(answer: number): void;
  /** Goes on where the reader was. */
  resume(): Promise<void>;
  restart(): void;
}

const lessons = new WeakMap<App, Lesson>();

/** The one lesson of a page: it stays while another pane is shown. */
export function lessonOf(app: App): Lesson {
  const lesson = lessons.get(app) ?? createLesson(app);
  lessons.set(app, lesson);
  return lesson;
}

const keyOf = (name: string): string => `kubehop.lesson.${name}`;

function savedOf(name: string): Progress | null {
  try {
    const saved: unknown = JSON.parse(local.read(keyOf(name)) ?? 'null');
    if (typeof saved !== 'object' || saved === null) return null;
    const { at, text, typed } = saved as Partial<Progress>;
    return Number.isInteger(at) && typeof text === 'string' && Array.isArray(typed) ? (saved as Progress) : null;
  } catch {
    return null; // something else stands there: there is nothing to go on with
  }
}

const plain = (line: string): string => line.trim().split(/\s+/).join(' ');

/** The line in which a step was done, if it was: one of those from its beginning to that of the next. */
export function entryOf(
  { steps, at, began }: { steps: readonly ScenarioStep[]; at: number; began: readonly number[] },
  terminal: readonly TerminalEntry[],
): TerminalEntry | undefined {
  const step = steps[at];
  if (step?.run === undefined) return undefined;
  const [after = 0, upTo = Number.POSITIVE_INFINITY] = began.slice(at);
  const asked = plain(step.run);
  return terminal.findLast(({ id, on, run }) => id > after && id <= upTo && on === step.on && plain(run) === asked);
}

function createLesson(app: App): Lesson {
  const store = createStore<LessonState>()(() => ({ at: 0, began: [], unmet: null, chosen: null, saved: null }));
  const { getState: get, setState: set } = store;
  /** The scenario that these are the steps of, as it was opened. */
  let opened = '';
  let asked = 0;

  const scenario = () => app.store.getState().result?.scenario;
  const stepsOf = (): readonly ScenarioStep[] => scenario()?.steps ?? [];
  const current = (): ScenarioStep | undefined => stepsOf()[get().at];

  function goTo(at: number): void {
    const began = get().began.slice(0, at);
    began[at] = app.store.getState().terminal.at(-1)?.id ?? 0;
    asked += 1;
    set({ at, began, unmet: null, chosen: null });
    const name = scenario()?.name;
    const { text, terminal } = app.store.getState();
    if (name && at > 0) local.write(keyOf(name), JSON.stringify({ at, text, typed: doneIn(terminal) }));
    follow();
  }

  /** Whether a step that nothing must be asked for is done. */
  function isDone(step: ScenarioStep, state: AppState): boolean {
    if (step.answers) return get().chosen !== null && step.answers[get().chosen ?? -1]?.right === true;
    if (step.until) return get().unmet?.length === 0;
    if (step.run !== undefined) {
      const entry = entryOf({ ...get(), steps: stepsOf() }, state.terminal);
      return entry !== undefined && entry.result !== null && !entry.lost;
    }
    if (step.reach === undefined) return false;
    const { traffic, position, result, resultText } = state;
    const hops = traceOf(state)?.hops.length ?? 0;
    const asks = traffic?.url === step.reach && placeName(traffic.from) === step.on;
    return asks && resultText !== '' && result !== null && hops > 0 && hopAt(position, hops) === hops - 1;
  }

  /** Goes on as far as the reader has come. */
  function follow(): void {
    const step = current();
    if (step && isDone(step, app.store.getState())) goTo(get().at + 1);
  }

  /** Asks the reader's cluster whether the step is done. */
  async function check(): Promise<void> {
    const until = current()?.until;
    if (!until) return;
    asked += 1;
    const mine = asked;
    const unmet = await app.checkStep(until);
    if (mine !== asked) return;
    set({ unmet });
    follow();
  }

  function begin(): void {
    const { openedText, result } = app.store.getState();
    if (!result || openedText === opened) return;
    opened = openedText;
    set({ saved: savedOf(result.scenario.name) });
    set({ at: 0, began: [], unmet: null, chosen: null });
  }

  const lesson: Lesson = {
    store,
    watch() {
      begin();
      follow();
      void check();
      return app.store.subscribe((state, last) => {
        if (state.result !== last.result) begin();
        follow();
        // what a command has changed comes with another result
        if (state.result !== last.result) void check();
      });
    },
    perform({ on, run, stdin, reach }) {
      if (run !== undefined) void app.runCommand({ on, run, ...(stdin !== undefined && { stdin }) });
      else if (reach !== undefined) {
        const from = parsePlace(on);
        // on a phone the steps lie over the picture
        if (!from) return;
        app.show({ sheet: null });
        app.setTraffic({ from, url: reach });
      }
    },
    next: () => {
      goTo(get().at + 1);
      void check();
    },
    choose(chosen) {
      set({ chosen });
      follow();
      void check();
    },
    async resume() {
      const { saved } = get();
      if (!saved) return;
      set({ saved: null });
      if (saved.text !== app.store.getState().text) app.replaceText(saved.text);
      for (const line of saved.typed) await app.runCommand(line);
      goTo(saved.at);
      void check();
    },
    restart() {
      app.forgetTyped();
      set({ saved: null });
      goTo(0);
    },
  };
  return lesson;
}
