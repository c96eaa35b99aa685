import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Matrix } from '../model/Matrix.ts';
import type { Source } from '../model/Simulation.ts';
import { type MatrixChanges, matrixChanges } from '../scene/matrixChanges.ts';
import type { NoAnswer } from '../worker/client.ts';
import type { App } from './app.ts';

/** Connections that are followed at most: a few seconds of a worker that nobody waits for. */
export const MOST_CONNECTIONS = 20_000;

export interface MatrixState {
  matrix: Matrix | null;
  /** What it was computed from. */
  source: Source;
  /** What the last edit changed in it; null while there is nothing to compare with. */
  changes: MatrixChanges | null;
  /** How much is done, 0…1; null while nothing is calculated. */
  part: number | null;
  /** Why there is none. */
  problem: NoAnswer | null;
  /** Rows and columns that the reader unfolded. */
  open: ReadonlySet<string>;
}

export interface MatrixStudy {
  store: StoreApi<MatrixState>;
  /** Follows the text as long as somebody looks; returns what ends it. */
  watch(): () => void;
  toggle(key: string): void;
}

/** Whether it is the same text with the very same lines: lines are copied with every new result. */
const sameSource = (a: Source, b: Source): boolean => a.text === b.text && a.typed === b.typed;

const studies = new WeakMap<App, MatrixStudy>();

/** The one matrix of a page: it stays while another view is shown, so that an edit in between is noticed too. */
export function matrixStudyOf(app: App): MatrixStudy {
  const study = studies.get(app) ?? createMatrixStudy(app);
  studies.set(app, study);
  return study;
}

function createMatrixStudy(app: App): MatrixStudy {
  const store = createStore<MatrixState>()(() => ({
    matrix: null,
    source: { text: '' },
    changes: null,
    part: null,
    problem: null,
    open: new Set(),
  }));
  const { getState: get, setState: set } = store;
  let opened = '';

  async function ask(source: Source): Promise<void> {
    const { matrixService: service, matrixSystem: system } = app.store.getState();
    set({ part: 0, problem: null });
    const input = { ...source, system, most: MOST_CONNECTIONS, ...(service && { services: [service] }) };
    const outcome = await app.analysis(source).matrix(input, (part) => set({ part }));
    if (outcome.kind === 'superseded') return;
    if (outcome.kind !== 'done') {
      set({ part: null, problem: outcome });
      return;
    }
    const { matrix: before, source: sourceBefore, changes } = get();
    const matrix = outcome.value;
    // the same again keeps what its edit changed
    const news = before === null ? null : sameSource(sourceBefore, source) ? changes : matrixChanges(before, matrix);
    set({ matrix, source, changes: news, part: null });
  }

  function follow(): void {
    const { resultText, openedText } = app.store.getState();
    if (resultText === '') return;
    if (openedText !== opened) {
      // another scenario: nothing of the last one is to be compared with
      opened = openedText;
      set({ matrix: null, changes: null, open: new Set() });
    }
    const source = app.source();
    if (!sameSource(source, get().source) || get().matrix === null) void ask(source);
  }

  return {
    store,
    watch() {
      follow();
      return app.store.subscribe((state, before) => {
        const others = state.matrixService !== before.matrixService || state.matrixSystem !== before.matrixSystem;
        if (others) set({ matrix: null, changes: null });
        const another = state.resultText !== before.resultText || state.resultTyped !== before.resultTyped;
        if (others || another) follow();
      });
    },
    toggle(key) {
      const open = new Set(get().open);
      if (!open.delete(key)) open.add(key);
      set({ open });
    },
  };
}
