/** What fits into a frame beside everything else, in milliseconds. */
const cheap = 8;
/** Frames that take longer come this many times their length apart: fewer than one in twenty, and so no stutter. */
const apart = 25;
/** But never farther apart than this: what comes into the window has to be drawn some time. */
const farthest = 400;
/** After this long without a movement the view is at rest. */
const rest = 120;

/**
 * How often to paint while the view moves: in each frame where painting is quick, seldom where it is slow (no graphics
 * card), and always once the view is at rest.
 */
export class Pace {
  private cost = 0;
  private last = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly atRest: () => void;

  constructor(atRest: () => void) {
    this.atRest = atRest;
  }

  /** The view has moved: is it time to paint? */
  moved(now: number): boolean {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.atRest, rest);
    return this.cost < cheap || now - this.last > Math.min(this.cost * apart, farthest);
  }

  /** Painting begins now; its end is when the frame is on the screen. */
  paints(now: number): void {
    this.last = now;
    clearTimeout(this.timer);
    setTimeout(() => (this.cost = performance.now() - now), 0);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
