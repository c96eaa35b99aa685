import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Matrix } from '../model/Matrix.ts';
import type { Hop } from '../model/Trace.ts';
import { type Differences, differences, sameReceiver, wayBeside } from '../scene/differences.ts';
import { type MatrixChanges, matrixChanges } from '../scene/matrixChanges.ts';
import { positionOf, rowMarks, rowOf } from '../scene/oneClock.ts';
import * as playback from '../scene/playback.ts';
import { sayLabel } from '../words/say.ts';
import type { NoAnswer } from '../worker/client.ts';
import type { App } from './app.ts';
import { type Baseline, baselineOf, chosenAgainst } from './baseline.ts';
import { matrixOfBoth, rulesOfBoth } from './bothSides.ts';
import { runClock } from './clock.ts';
import type { Film } from './film.ts';
import { type NodeCompared, rulesCompared } from './rulesCompared.ts';
import { segmentPlace } from '../scene/hopWords.ts';

/** The two variants: A is what the text is compared with, B the text. */
export type Side = 'a' | 'b';

export interface ComparisonState extends playback.Playback {
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
  sides: Record<Side, playback.Marks>;
}

export interface Comparison extends Film {
  store: StoreApi<ComparisonState>;
  /** Follows the text, and plays, as long as somebody looks; returns what ends it. */
  watch(): () => void;
  /** Where one of the two stands now. */
  positionOf(side: Side): number;
  /** Shows the rules of this Node. */
  chooseNode(node: string): void;
  /** Goes on to the next hop of a side that is the one sought, round to the first. */
  seekOn(side: Side, sought: (hop: Hop, index: number) => boolean): void;
  /** Takes a way of a side in both: the one that ends at the same receiver. */
  takeWay(side: Side, way: number): void;
  /** A picture was laid out: it knows how long each hop takes. */
  setMarks(side: Side, marks: playback.Marks): void;
}

const nothing = playback.plainMarks([]);
/** Without a connection there is no film. */
const noFilm = { found: null, marks: nothing, position: 0, playing: false };

/** Nodes whose rules are fetched at once; with many Services only one, since each has rules for all of them. */
const MOST_NODES = 6;
const MANY_SERVICES = 200;

const comparisons = new WeakMap<App, Comparison>();

/** The one comparison of a page: it stays while another view is shown. */
export function comparisonOf(app: App): Comparison {
  const comparison = comparisons.get(app) ?? createComparison(app);
  comparisons.set(app, comparison);
  return comparison;
}

function createComparison(app: App): Comparison {
  const store = createStore<ComparisonState>()(() => ({
    ...playback.stopped,
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

  /** Makes A anew. The newest wins; until it is there, the one before stays. */
  async function ask(): Promise<void> {
    const choice = chosenAgainst(app);
    if (!choice) return;
    asked += 1;
    const mine = asked;
    app.analysis().endMatrix();
    set({ working: true });
    const a = await baselineOf(app, choice);
    if (!a || mine !== asked) return;
    set({ a, working: false, problem: null, ...paired(a) });
    void askRules(mine).then(() => askMatrix(mine));
  }

  /** The way that is followed and the one of A, side by side. */
  function paired(a: Baseline): Partial<ComparisonState> {
    const { found: before, position, playing } = get();
    const { result, way } = app.store.getState();
    const trace = result?.reach?.traces[way];
    const wayA = a.kind === 'ready' && trace ? wayBeside(a.result, trace) : 0;
    const found = a.kind === 'ready' && result ? differences(a.result, result, wayA, way) : null;
    if (!found) return noFilm;
    const sides = { a: playback.plainMarks(found.ways.a.hops), b: playback.plainMarks(found.ways.b.hops) };
    const marks = rowMarks(found.rows, sides.a, sides.b);
    const stays = before !== null && JSON.stringify(before.rows) === JSON.stringify(found.rows);
    return { found, wayA, sides, marks, position: stays ? position : 0, playing: stays && playing };
  }

  /** The Nodes whose rules are of interest: the chosen one, and those on the ways. */
  function nodesOfInterest(): string[] {
    const { found, node } = get();
    const { nodes = [], services = [] } = app.store.getState().result ?? {};
    const onWays = found ? [...found.ways.b.hops, ...found.ways.a.hops] : [];
    const named = onWays.filter(({ at }) => at.kind === 'node').map(({ at }) => at.name);
    const all = new Set([node, ...named, nodes[0]?.name ?? ''].filter(Boolean));
    return [...all].slice(0, services.length > MANY_SERVICES ? 1 : MOST_NODES);
  }

  async function askRules(mine: number): Promise<void> {
    const { a } = get();
    const { result } = app.store.getState();
    if (mine !== asked) return;
    if (a.kind !== 'ready' || !result) {
      set({ rules: null });
      return;
    }
    const outcome = await rulesOfBoth(app.analysis, [{ text: a.text }, app.source()], nodesOfInterest());
    if (mine !== asked || outcome.kind === 'superseded') return;
    if (outcome.kind === 'done')
      set({ rules: rulesCompared(...outcome.value, a.result.proxyMode === result.proxyMode) });
    else set({ rules: null, problem: outcome });
  }

  async function askMatrix(mine: number): Promise<void> {
    const { a } = get();
    if (mine !== asked) return;
    if (a.kind !== 'ready') {
      set({ matrix: null, part: null });
      return;
    }
    set({ part: 0 });
    const sources = [{ text: a.text }, app.source()] as const;
    const outcome = await matrixOfBoth(app.analysis, sources, (part) => set({ part }));
    if (mine !== asked || outcome.kind === 'superseded') return;
    if (outcome.kind === 'done') {
      const [from, to] = outcome.value;
      set({ matrix: { from, to, changes: matrixChanges(from, to) }, part: null });
    } else set({ matrix: null, part: null, problem: outcome });
  }

  /** Goes on where the other view was. */
  function enter(): void {
    const { position, way, result } = app.store.getState();
    const { found } = get();
    const hops = result?.reach?.traces[way]?.hops.length ?? 0;
    if (found && position > 0 && position < hops)
      comparison.seekHop(rowOf(found.rows, 'b', playback.hopAt(position, hops)));
  }

  /** And the other view goes on where this one was. */
  function leave(): void {
    set({ playing: false });
    showRow();
  }

  function showRow(): void {
    const { found, position, marks } = get();
    const row = found?.rows[playback.hopAt(position, playback.hopsOf(marks))];
    if (position > 0 && row && row.b !== null) app.seekHop(row.b);
  }

  const comparison: Comparison = {
    store,
    watch() {
      const { speed, loop } = app.store.getState();
      app.pause();
      set({ speed, loop });
      void ask().then(enter);
      const ends = [
        app.lend(comparison),
        runClock(store, app.reducedMotion),
        // the rest of the page, and a link to it, stand where the two stand
        store.subscribe((state, before) => {
          if (!state.playing && state.position !== before.position) showRow();
        }),
        app.store.subscribe((state, before) => {
          if (state.speed !== before.speed || state.loop !== before.loop) set({ speed: state.speed, loop: state.loop });
          // what was compared with another A says nothing about this one
          if (state.against !== before.against) set({ rules: null, matrix: null });
          if (state.result !== before.result || state.against !== before.against || state.pinned !== before.pinned)
            void ask();
          else if (state.way !== before.way) {
            set(paired(get().a));
            void askRules(asked);
          }
          // what the page starts by itself is played here
          if (state.playing && !before.playing) {
            app.pause();
            set(playback.played(get()));
          }
        }),
      ];
      return () => {
        asked += 1; // nobody waits for what is under way
        app.analysis().endMatrix();
        for (const end of ends) end();
        leave();
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
    seekOn(side, sought) {
      const { found, position, marks } = get();
      if (!found) return;
      const here = playback.hopAt(position, playback.hopsOf(marks));
      const order = found.rows.map((_, i) => (here + 1 + i) % found.rows.length);
      const row = order.find((i) => {
        const index = found.rows[i]?.[side] ?? -1;
        const hop = found.ways[side].hops[index];
        return hop !== undefined && sought(hop, index);
      });
      if (row !== undefined) comparison.seekHop(row);
    },
    takeWay(side, way) {
      const { a } = get();
      const { result, words } = app.store.getState();
      if (side === 'b' || a.kind !== 'ready' || !result) return app.takeWay(way);
      const trace = a.result.reach?.traces[way];
      const beside = trace && wayBeside(result, trace);
      const there = beside === undefined ? undefined : result.reach?.traces[beside];
      if (trace && beside !== undefined && there && sameReceiver(trace, there)) app.takeWay(beside);
      else app.notify(words.player.pair.noWayThere);
    },
    setMarks(side, own) {
      const { found, sides: before } = get();
      if (!found || playback.hopsOf(own) !== found.ways[side].hops.length) return;
      const sides = { ...before, [side]: own };
      set({ sides, ...playback.remarked(get(), rowMarks(found.rows, sides.a, sides.b)) });
    },
    togglePlay: () => set(get().playing ? { playing: false } : playback.played(get())),
    step: (by) => set(playback.stepped(get(), by)),
    seek: (position) => set(playback.sought(get(), position)),
    seekHop: (row) => set(playback.soughtHop(get(), row)),
    said(row) {
      const { found } = get();
      const { words } = app.store.getState();
      const label = (side: Side): string => {
        const hop = found?.ways[side].hops[found.rows[row]?.[side] ?? -1];
        return hop ? `${segmentPlace(words.hop, hop)} ${sayLabel(words, hop.label)}` : words.player.pair.waits;
      };
      return words.player.pair.said(label('a'), label('b'));
    },
  };
  return comparison;
}
