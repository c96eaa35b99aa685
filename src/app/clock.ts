import { advanced, jumped, type Playback } from '../scene/playback.ts';
import { afterPause } from './afterPause.ts';

/** A frame that took longer than this was a pause of the machine, not of the packet. */
const LONGEST_FRAME = 100;
/** With reduced motion each stop is shown this long, at 1×. */
const STILL = 1200;
/** So long after a key a fast typist has pressed the next one. */
const BETWEEN_WORDS = 250;

/** Whatever holds a playback: the page's store, or the embed's. */
export interface Played<State extends Playback = Playback> {
  getState(): State;
  setState(change: Partial<Playback>): void;
  subscribe(listener: (state: State, before: State) => void): () => void;
}

/**
 * Moves the position while it plays; asks for no frame while it does not. With reduced motion it goes from stop to
 * stop instead of moving. While somebody types (`typed` tells a key) it stands still: the frames are the editor's, and
 * nobody types and watches. Returns how to end it.
 */
export function runClock<State extends Playback>(
  store: Played<State>,
  reducedMotion: () => boolean,
  typed: (state: State, before: State) => boolean = () => false,
): () => void {
  let frame = 0;
  let waits = false;
  let last: number | null = null;
  let held = 0;

  const tick = (now: number): void => {
    frame = 0;
    const state = store.getState();
    if (!state.playing) return;
    const elapsed = last === null ? 0 : Math.min(Math.max(0, now - last), LONGEST_FRAME);
    last = now;
    if (!reducedMotion()) store.setState(advanced(state, elapsed));
    else {
      held += elapsed * state.speed;
      if (held >= STILL) {
        held = 0;
        store.setState(jumped(state));
      }
    }
    follow();
  };

  const follow = (): void => {
    const { playing } = store.getState();
    if (playing && !frame && !waits) frame = requestAnimationFrame(tick);
    if (!playing) {
      last = null;
      held = 0;
    }
  };

  const goOn = afterPause(() => {
    waits = false;
    last = null;
    follow();
  }, BETWEEN_WORDS);

  const unsubscribe = store.subscribe((state, before) => {
    if (typed(state, before)) {
      waits = true;
      cancelAnimationFrame(frame);
      frame = 0;
      goOn.soon();
    }
    if (state.playing !== before.playing) follow();
  });
  follow();
  return () => {
    unsubscribe();
    goOn.cancel();
    cancelAnimationFrame(frame);
  };
}
