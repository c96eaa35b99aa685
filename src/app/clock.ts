import { advanced, jumped, type Playback } from '../scene/playback.ts';

/** A frame that took longer than this was a pause of the machine, not of the packet. */
const LONGEST_FRAME = 100;
/** With reduced motion each stop is shown this long, at 1×. */
const STILL = 1200;

/** Whatever holds a playback: the page's store, or the embed's. */
export interface Played {
  getState(): Playback;
  setState(change: Partial<Playback>): void;
  subscribe(listener: (state: Playback, before: Playback) => void): () => void;
}

/**
 * Moves the position while it plays; asks for no frame while it does not. With reduced motion it goes from stop to
 * stop instead of moving. Returns how to end it.
 */
export function runClock(store: Played, reducedMotion: () => boolean): () => void {
  let frame = 0;
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
    if (playing && !frame) frame = requestAnimationFrame(tick);
    if (!playing) {
      last = null;
      held = 0;
    }
  };

  const unsubscribe = store.subscribe((state, before) => {
    if (state.playing !== before.playing) follow();
  });
  follow();
  return () => {
    unsubscribe();
    cancelAnimationFrame(frame);
  };
}
