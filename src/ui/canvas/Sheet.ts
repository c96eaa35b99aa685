import { type Camera, Pen } from '../../paint/Pen.ts';
import type { Tokens } from '../../paint/Tokens.ts';

/**
 * A layer of the picture that was painted for one camera and is shown under another: what is painted is moved and
 * scaled as it is, which costs no script and no drawing, until there is time to paint it again.
 */
export class Sheet {
  readonly pen: Pen;
  private readonly canvas: HTMLCanvasElement;
  /** Whether what is painted lies on another sheet. */
  away = false;
  private painted: Camera = { zoom: 1, x: 0, y: 0 };

  constructor(host: HTMLElement, tokens: Tokens) {
    this.canvas = document.createElement('canvas');
    this.canvas.setAttribute('aria-hidden', 'true');
    host.append(this.canvas);
    this.pen = new Pen(this.canvas, tokens);
  }

  /** Draws what another canvas shows, where the pen draws. */
  copy(from: HTMLCanvasElement, x: number, y: number, w: number, h: number): void {
    // a page may give its frame no room at all, and a canvas without pixels is refused
    if (from.width > 0 && from.height > 0) this.canvas.getContext('2d')?.drawImage(from, x, y, w, h);
  }

  /** Takes the pen to paint all of it anew, for this camera. */
  paint(camera: Camera): Pen {
    this.pen.camera = this.painted = camera;
    this.canvas.style.transform = '';
    this.canvas.hidden = this.away = false;
    this.pen.clear();
    return this.pen;
  }

  /** Lays what is painted on another sheet, until it is painted anew: to move one sheet costs half of moving two. */
  layOn(other: Sheet): void {
    if (this.away) return;
    const { width, height } = this.pen;
    const [from, to] = [this.painted, other.painted];
    const k = to.zoom / from.zoom;
    other.copy(this.canvas, to.x - from.x * k, to.y - from.y * k, width * k, height * k);
    this.canvas.hidden = this.away = true;
  }

  /** Shows what is painted where it lies under this camera. */
  slide({ zoom, x, y }: Camera): void {
    const { painted } = this;
    const k = zoom / painted.zoom;
    const same = k === 1 && x === painted.x && y === painted.y;
    const { style } = this.canvas;
    style.transform = same ? '' : `matrix(${k},0,0,${k},${x - painted.x * k},${y - painted.y * k})`;
  }
}
