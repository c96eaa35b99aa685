import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Diagnostic } from '../model/Diagnostic.ts';
import type { SimulationResult } from '../model/Simulation.ts';
import { type Differences, differences, wayBeside } from '../scene/differences.ts';
import { positionOf, rowMarks, rowOf } from '../scene/oneClock.ts';
import {
  hopAt,
  hopsOf,
  type Marks,
  plainMarks,
  type Playback,
  played,
  remarked,
  sought,
  soughtHop,
  stepped,
  stopped,
} from '../scene/playback.ts';
import { type Against, againstName, firstAgainst, parseAgainst } from './against.ts';
import type { App } from './app.ts';
import { runClock } from './clock.ts';
import { matrixChanges, type MatrixChanges } from '../scene/matrixChanges.ts';
import type { Matrix } from '../model/Matrix.ts';
import { type NodeCompared, rulesCompared } from './rulesCompared.ts';
import { edited } from './edited.ts';
import type { Film } from './film.ts';
import { sayLabel } from '../words/say.ts';
import type { NoAnswer } from '../worker/client.ts';
import { trafficOf } from './store.ts';
import { segmentPlace } from './words.ts';

/** The two variants: A is what the text is compared with, B the text. */
export type Side = 'a' | 'b';

/** What there is of A. */
export type Baseline =
  | { kind: 'none' }
  | { kind: 'ready'; text: string; result: SimulationResult }
  /** It makes no cluster. */
  | { kind: 'broken'; text: string; diagnostics: Diagnostic[] }
  /** The text has no place for that variant, or is it already. */
  | { kind: 'unfit' }
  | { kind: 'failed'; why: NoAnswer };

export interface ComparisonState extends Playback {
  a: Baseline;
  working: boolean;
  /** What is different; null while there is no connection in both. */
  found: Differences | null;
  /** The way of A beside the one that is followed. */
  wayA: number;
  /** The rules of the Nodes on the ways and of the chosen one; null while they are not there. */
  rules: NodeCompared[] | null;
  /** The Node whose rules are shown; '' for the first that differs. */
  node: string;
  /** From everywhere to everywhere, in both; null while it is not there. */
  matrix: { from: Matrix; to: Matrix; changes: MatrixChanges } | null;
  /** How much of it is done, 0…1; null while it is not calculated. */
  part: number | null;
  /** Why there are no rules or no matrix. */
  problem: NoAnswer | null;
  /** How long the hops of each take, as its picture says. */
  sides: Record<Side, Marks>;
}

export interface Comparison extends Film {
  store: StoreApi<ComparisonState>;
  /** Follows the text, and plays, as long as somebody looks; returns what ends it. */
  watch(): () => void;
  /** Where one of the two stands now. */
  positionOf(side: Side): number;
  /** Shows the rules of this Node. */
  chooseNode(node: string): void;
  /** A picture was laid out: it knows how long each hop takes. */
  setMarks(side: Side, marks: Marks): void;
}

const comparisons = new WeakMap<App, Comparison>();

/** The one comparison of a page: it stays while another view is shown. */
export function comparisonOf(app: App): Comparison {
  const comparison = comparisons.get(app) ?? createComparison(app);
  comparisons.set(app, comparison);
  return comparison;
}

const nothing = plainMarks([]);
/** Nodes whose rules are fetched at once. */
const MOST_NODES = 6;
/** Connections that are followed for a matrix at most, as in the matrix itself. */
const MOST_CONNECTIONS = 20_000;

function createComparison(app: App): Comparison {
  const store = createStore<ComparisonState>()(() => ({
    ...stopped,
    a: { kind: 'none' },
    working: false,
    found: null,
    wayA: 0,
    rules: null,
    node: '',
    matrix: null,
    part: null,
    problem: null,
    sides: { a: nothing, b: nothing },
  }));
  const { getState: get, setState: set } = store;
  let asked = 0;

  /** What is chosen; the first time, what suits the text. */
  function against(): Against | null {
    const { against: name, result, text, openedText } = app.store.getState();
    const chosen = parseAgainst(name);
    if (chosen || !result) return chosen;
    const first = firstAgainst(result, text !== openedText);
    app.compareWith(againstName(first));
    return first;
  }

  /** The text of A, or why there is none. */
  async function textOfA(choice: Against): Promise<string | Baseline | null> {
    const { openedText, pinned, resultText } = app.store.getState();
    if (choice.kind === 'opened') return openedText;
    if (choice.kind === 'pinned') return pinned ?? { kind: 'unfit' };
    const outcome = await app.analysis().variant(resultText, choice.variant, choice.service);
    if (outcome.kind === 'superseded') return null;
    if (outcome.kind !== 'done') return { kind: 'failed', why: outcome };
    return outcome.value.length > 0 ? edited(resultText, outcome.value) : { kind: 'unfit' };
  }

  async function baseline(choice: Against): Promise<Baseline | null> {
    const text = await textOfA(choice);
    if (text === null || typeof text !== 'string') return text;
    const traffic = trafficOf(app.store.getState());
    const outcome = await app.analysis().simulate({ text, ...(traffic && { traffic }) });
    if (outcome.kind === 'superseded') return null;
    if (outcome.kind !== 'done') return { kind: 'failed', why: outcome };
    const result = outcome.value;
    return result.ok ? { kind: 'ready', text, result } : { kind: 'broken', text, diagnostics: result.diagnostics };
  }

  /** Makes A anew. The newest wins; until it is there, the one before stays. */
  async function ask(): Promise<void> {
    const choice = against();
    if (!choice) return;
    asked += 1;
    const mine = asked;
    app.analysis().endMatrix();
    set({ working: true });
    const a = await baseline(choice);
    if (!a || mine !== asked) return;
    set({ a, working: false, problem: null });
    pair();
    if (a.kind !== 'ready') {
      set({ rules: null, matrix: null, part: null });
      return;
    }
    await askRules(mine);
    if (mine === asked) await askMatrix(mine);
  }

  /** The Nodes whose rules are of interest: the chosen one, and those on the ways. */
  function nodesOfInterest(): string[] {
    const { found, node } = get();
    const first = app.store.getState().result?.nodes[0]?.name ?? '';
    const onWays = found ? [...found.ways.b.hops, ...found.ways.a.hops] : [];
    const named = onWays.filter(({ at }) => at.kind === 'node').map(({ at }) => at.name);
    return [...new Set([node, ...named, first].filter(Boolean))].slice(0, MOST_NODES);
  }

  async function askRules(mine: number): Promise<void> {
    const { a } = get();
    const { resultText, result } = app.store.getState();
    if (a.kind !== 'ready' || !result) return;
    const nodes = nodesOfInterest();
    const before = await app.analysis().rules(a.text, nodes);
    const after = before.kind === 'done' ? await app.analysis().rules(resultText, nodes) : before;
    if (mine !== asked || before.kind === 'superseded' || after.kind === 'superseded') return;
    if (before.kind !== 'done' || after.kind !== 'done') {
      set({ rules: null, problem: after.kind === 'done' ? null : after });
      return;
    }
    set({ rules: rulesCompared(before.value, after.value, a.result.proxyMode === result.proxyMode) });
  }

  async function askMatrix(mine: number): Promise<void> {
    const { a } = get();
    const { resultText } = app.store.getState();
    if (a.kind !== 'ready') return;
    const input = { system: false, most: MOST_CONNECTIONS };
    set({ part: 0 });
    const from = await app.analysis().matrix({ ...input, text: a.text }, (part) => set({ part: part / 2 }));
    const to =
      from.kind === 'done'
        ? await app.analysis().matrix({ ...input, text: resultText }, (part) => set({ part: 0.5 + part / 2 }))
        : from;
    if (mine !== asked || from.kind === 'superseded' || to.kind === 'superseded') return;
    if (from.kind !== 'done' || to.kind !== 'done') {
      set({ matrix: null, part: null, problem: to.kind === 'done' ? null : to });
      return;
    }
    const changes = matrixChanges(from.value, to.value);
    set({ matrix: { from: from.value, to: to.value, changes }, part: null });
  }

  /** Sets the way that is followed and the one of A side by side. */
  function pair(): void {
    const { a, found: before, position, playing } = get();
    const { result, way } = app.store.getState();
    const trace = result?.reach?.traces[way];
    if (a.kind !== 'ready' || !result || !trace) {
      set({ found: null, marks: nothing, position: 0, playing: false });
      return;
    }
    const wayA = wayBeside(a.result, trace);
    const found = differences(a.result, result, wayA, way);
    if (!found) {
      set({ found: null, wayA, marks: nothing, position: 0, playing: false });
      return;
    }
    const sides = { a: plainMarks(found.ways.a.hops), b: plainMarks(found.ways.b.hops) };
    const marks = rowMarks(found.rows, sides.a, sides.b);
    const stays = before !== null && JSON.stringify(before.rows) === JSON.stringify(found.rows);
    set({ found, wayA, sides, marks, position: stays ? position : 0, playing: stays && playing });
  }

  const comparison: Comparison = {
    store,
    watch() {
      const { speed, loop, position, way, result } = app.store.getState();
      app.pause();
      set({ speed, loop });
      void ask().then(() => {
        // goes on where the other view was
        const { found } = get();
        const hops = result?.reach?.traces[way]?.hops.length ?? 0;
        if (found && position > 0 && position < hops) comparison.seekHop(rowOf(found.rows, 'b', hopAt(position, hops)));
      });
      const end = [
        app.lend(comparison),
        runClock(store, app.reducedMotion),
        app.store.subscribe((state, before) => {
          const { speed: faster, loop: again } = state;
          if (faster !== before.speed || again !== before.loop) set({ speed: faster, loop: again });
          if (state.result !== before.result || state.against !== before.against || state.pinned !== before.pinned)
            void ask();
          else if (state.way !== before.way) {
            pair();
            void askRules(asked);
          }
          // what the page starts by itself is played here
          if (state.playing && !before.playing) {
            app.pause();
            set(played(get()));
          }
        }),
      ];
      return () => {
        set({ playing: false });
        for (const each of end) each();
        const { found, position: here, marks } = get();
        const row = found?.rows[hopAt(here, hopsOf(marks))];
        if (here > 0 && row && row.b !== null) app.seekHop(row.b);
      };
    },
    positionOf(side) {
      const { found, marks, sides, position } = get();
      return found ? positionOf(found.rows, marks, side, sides[side], position) : 0;
    },
    chooseNode(node) {
      set({ node });
      if (!get().rules?.some((one) => one.node === node)) void askRules(asked);
    },
    setMarks(side, own) {
      const { found, sides: before } = get();
      if (!found || hopsOf(own) !== found.ways[side].hops.length) return;
      const sides = { ...before, [side]: own };
      set({ sides, ...remarked(get(), rowMarks(found.rows, sides.a, sides.b)) });
    },
    togglePlay: () => set(get().playing ? { playing: false } : played(get())),
    step: (by) => set(stepped(get(), by)),
    seek: (position) => set(sought(get(), position)),
    seekHop: (row) => set(soughtHop(get(), row)),
    said(row) {
      const { found } = get();
      const pairOfHops = found?.rows[row];
      const { words } = app.store.getState();
      const label = (side: Side): string => {
        const hop = found?.ways[side].hops[pairOfHops?.[side] ?? -1];
        return hop ? `${segmentPlace(words.hop, hop)} ${sayLabel(words, hop.label)}` : words.compare.waits;
      };
      return words.compare.pairSaid(label('a'), label('b'));
    },
  };
  return comparison;
}
