import { type Camera, Pen } from './Pen.ts';
import type { Tokens } from './readTokens.ts';

/**
 * A layer of the picture that was painted for one camera and is shown under another: what is painted is moved and
 * scaled as it is, which costs no script and no drawing, until there is time to paint it again.
 */
export class Sheet {
  readonly pen: Pen;
  /** Whether what is painted lies on another sheet. */
  away = false;
  private painted: Camera = { zoom: 1, x: 0, y: 0 };

  constructor(host: HTMLElement, tokens: Tokens) {
    const canvas = document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    host.append(canvas);
    this.pen = new Pen(canvas, tokens);
  }

  /** Takes the pen to paint all of it anew, for this camera. */
  paint(camera: Camera): Pen {
    this.pen.camera = this.painted = camera;
    this.pen.canvas.style.transform = '';
    this.pen.canvas.hidden = this.away = false;
    this.pen.clear();
    return this.pen;
  }

  /** Lays what is painted on another sheet, until it is painted anew: to move one sheet costs half of moving two. */
  layOn(other: Sheet): void {
    if (this.away) return;
    const { canvas, width, height } = this.pen;
    const [from, to] = [this.painted, other.painted];
    const k = to.zoom / from.zoom;
    other.pen.ctx.drawImage(canvas, to.x - from.x * k, to.y - from.y * k, width * k, height * k);
    canvas.hidden = this.away = true;
  }

  /** Shows what is painted where it lies under this camera. */
  slide({ zoom, x, y }: Camera): void {
    const { painted } = this;
    const k = zoom / painted.zoom;
    const same = k === 1 && x === painted.x && y === painted.y;
    const { style } = this.pen.canvas;
    style.transform = same ? '' : `matrix(${k},0,0,${k},${x - painted.x * k},${y - painted.y * k})`;
  }
}
