/** What fits into each frame, in milliseconds: without a graphics card, putting the layers together takes the rest. */
const cheap = 4;
/**
 * Painting that takes longer comes so far apart that the two frames that it slows, the board's and the one that shows it,
 * are fewer than one in twenty, and so no stutter.
 */
const apart = 1000;
/** After this long without a movement the view is at rest. */
const rest = 120;

/**
 * How often to paint while the view moves: in each frame where painting is quick, seldom where it is slow (no graphics
 * card), and always once the view is at rest.
 */
export class Pace {
  /** Whether the view has moved and is not at rest yet. */
  underWay = false;
  private cost = 0;
  private last = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly atRest: () => void;

  constructor(atRest: () => void) {
    this.atRest = atRest;
  }

  /** The view has moved: is it time to paint? */
  moved(now: number): boolean {
    this.underWay = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rests(), rest);
    if (this.cost >= cheap && now - this.last <= apart) return false;
    this.last = now; // a board draws a frame later: until then it is not asked again
    return true;
  }

  /** Painting begins now; its end is when the frame is on the screen. */
  paints(now: number): void {
    this.last = now;
    setTimeout(() => (this.cost = performance.now() - now), 0);
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private rests(): void {
    this.underWay = false;
    this.atRest();
  }
}
