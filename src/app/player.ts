import type { Fix } from '../model/Diagnostic.ts';
import type { SimulationInput } from '../model/Simulation.ts';
import { hopAt, type Marks, plainMarks, played, remarked, sought, soughtHop, stepped } from '../scene/playback.ts';
import type { Engine } from '../worker/client.ts';
import { lastWay } from './receivers.ts';
import { type AppStore, traceOf } from './store.ts';
import { whyNot } from './whyNot.ts';

export interface PlayerOptions {
  store: AppStore;
  /** Who answers for the cluster that is shown. */
  engineFor: (input: SimulationInput) => Engine;
  /** A text with the connection that is followed. */
  inputOf: (text: string) => SimulationInput;
  applyEdits: (edits: Fix['edits']) => void;
  notify: (text: string) => void;
  /** Another way is followed: links lead to another place. */
  turned: () => void;
}

/** What plays the connection, and its ways. */
export function createPlayer({ store, engineFor, inputOf, applyEdits, notify, turned }: PlayerOptions) {
  const { getState: get, setState: set } = store;

  const seekHop = (hop: number): void => set(soughtHop(get(), hop));

  function followWay(way: number): void {
    const trace = get().result?.reach?.traces[way];
    if (!trace) return;
    const { hops } = trace;
    set({ way, marks: plainMarks(hops), position: 0, playing: hops.length > 0 });
    turned();
  }

  /** Takes another way: it is followed at once, and the seed in the text becomes one that really chooses it. */
  async function takeWay(way: number): Promise<void> {
    const { text, resultText, result } = get();
    followWay(way);
    if (!result || text !== resultText || way === result.taken) return;
    const input = inputOf(text);
    const outcome = await engineFor(input).takeWay(input, way);
    if (outcome.kind === 'superseded' || get().text !== text || get().result !== result) return;
    if (outcome.kind === 'done' && outcome.value.length > 0) applyEdits(outcome.value);
    else notify(get().words.player.noSeed);
  }

  async function send(count: number): Promise<void> {
    const { sent, counts, resultText, result } = get();
    if (!result?.reach) return;
    set({ sending: true });
    const input = inputOf(resultText);
    const outcome = await engineFor(input).tally(input, sent + count);
    set({ sending: false });
    if (outcome.kind === 'superseded' || get().result !== result) return;
    if (outcome.kind !== 'done') {
      notify(whyNot(get().words.engine, outcome));
      return;
    }
    const after = outcome.value.counts;
    set({ sent: sent + count, counts: after });
    const way = count === 1 ? lastWay(counts ?? [], after) : null;
    if (way !== null) followWay(way);
    else set({ playing: false, burst: get().burst + 1 });
  }

  return {
    send,
    /** Back from counted connections to computed chances. */
    allWays: () => set({ sent: 0, counts: null }),
    /** The ways beside the followed one, in the picture or not; out of counted connections, back to them. */
    toggleWays: () =>
      set(get().sent > 0 ? { sent: 0, counts: null, onlyTaken: false } : { onlyTaken: !get().onlyTaken }),
    followWay,
    takeWay: (way: number) => void takeWay(way),

    togglePlay: () => set(get().playing ? { playing: false } : played(get())),
    pause: () => set({ playing: false }),
    step: (by: number) => set(stepped(get(), by)),
    seekHop,
    /** The next hop on a machine, from the one that is shown round to it again: a click on a Node's rules. */
    seekHopOn(machine: string): void {
      const all = traceOf(get())?.hops ?? [];
      const here = hopAt(get().position, all.length);
      const order = all.map((_, i) => (here + 1 + i) % all.length);
      const hop = order.find((i) => all[i]?.at.name === machine && all[i]?.hook !== undefined);
      if (hop !== undefined) seekHop(hop);
    },
    /** A place on the scrubber. */
    seek: (position: number) => set(sought(get(), position)),
    /** The picture was laid out: it knows how long each hop takes. */
    setMarks: (marks: Marks) => set(remarked(get(), marks)),
  };
}
