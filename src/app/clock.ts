import type { App } from './app.ts';
import { advance, hopAt, hopsOf, restOf } from './playback.ts';

/** A frame that took longer than this was a pause of the machine, not of the packet. */
const LONGEST_FRAME = 100;
/** With reduced motion each hop is shown this long, at 1×. */
const STILL = 1200;

/**
 * Moves the position while the page plays; asks for no frame while it does not. With reduced motion it goes
 * from rest to rest instead of moving.
 */
export function runClock(app: App, reducedMotion: () => boolean): () => void {
  const { store } = app;
  let frame = 0;
  let last: number | null = null;
  let held = 0;

  const tick = (now: number): void => {
    frame = 0;
    const { playing, position, marks, speed } = store.getState();
    if (!playing) return;
    const elapsed = last === null ? 0 : Math.min(now - last, LONGEST_FRAME);
    last = now;
    if (!reducedMotion()) app.playTo(advance(marks, position, elapsed, speed));
    else {
      held += elapsed * speed;
      if (held >= STILL) {
        held = 0;
        const next = hopAt(position, hopsOf(marks)) + 1;
        app.playTo(next < hopsOf(marks) ? restOf(marks, next) : hopsOf(marks));
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
