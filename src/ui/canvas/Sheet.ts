import type { Drawing } from '../../paint/Drawing.ts';
import { type Camera, Pen } from '../../paint/Pen.ts';
import type { Tokens } from '../../paint/Tokens.ts';

/** A page may give its frame no room at all, and a canvas without pixels is refused. */
const hasPixels = ({ width, height }: { width: number; height: number }): boolean => width > 0 && height > 0;

function draw(on: Drawing, from: HTMLCanvasElement, x: number, y: number, w: number, h: number): void {
  if (hasPixels(from)) (on as CanvasRenderingContext2D).drawImage(from, x, y, w, h);
}

/**
 * A layer of the picture that was painted for one camera and is shown under another: what is painted is moved and
 * scaled as it is, which costs no script and no drawing, until there is time to paint it again.
 *
 * One that stands still is painted out of sight, and handed over to what is seen: without a graphics card Chromium copies
 * a canvas that can be drawn on with every frame in which something of the page changes, be it one letter in the editor.
 * For one that is painted in every frame, to hand it over would be the dearer copy.
 */
export class Sheet {
  readonly pen: Pen;
  private readonly canvas: HTMLCanvasElement;
  /** Null where what is painted on is what is seen: also in a browser that paints nothing out of sight. */
  private readonly unseen: OffscreenCanvas | null;
  /** Whether something is painted that is not handed over. */
  private fresh = false;
  /** Whether what is painted lies on another sheet. */
  away = false;
  private ratio = 1;
  private painted: Camera = { zoom: 1, x: 0, y: 0 };

  constructor(host: HTMLElement, tokens: Tokens, { still }: { still: boolean }) {
    this.canvas = document.createElement('canvas');
    this.canvas.setAttribute('aria-hidden', 'true');
    host.append(this.canvas);
    this.unseen = still && globalThis.OffscreenCanvas ? new OffscreenCanvas(1, 1) : null;
    this.pen = new Pen(this.unseen ?? this.canvas, tokens);
    // whoever looks at the host hears of it, as of a canvas in it
    this.unseen?.addEventListener('contextrestored', () => this.canvas.dispatchEvent(new Event('contextrestored')));
  }

  resize(width: number, height: number, ratio: number): void {
    this.pen.resize(width, height, ratio);
    this.ratio = ratio;
    if (!this.unseen) return;
    this.canvas.width = this.unseen.width;
    this.canvas.height = this.unseen.height;
  }

  /** Draws what another canvas shows over what is painted here. */
  copy(from: HTMLCanvasElement, x: number, y: number, w: number, h: number): void {
    const { ctx } = this.pen;
    if (this.unseen && !this.fresh) draw(ctx, this.canvas, 0, 0, ...this.size);
    draw(ctx, from, x, y, w, h);
    this.fresh = true;
  }

  /** Shows what was painted since. */
  show(): void {
    const { unseen } = this;
    if (!unseen || !this.fresh) return;
    this.fresh = false;
    if (hasPixels(unseen))
      this.canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(unseen.transferToImageBitmap());
  }

  /** In units of the page, of whole pixels: drawn at this size, what is copied is not blurred. */
  private get size(): [width: number, height: number] {
    return [this.canvas.width / this.ratio, this.canvas.height / this.ratio];
  }

  /** Takes the pen to paint all of it anew, for this camera. */
  paint(camera: Camera): Pen {
    this.pen.camera = this.painted = camera;
    this.canvas.style.transform = '';
    this.canvas.hidden = this.away = false;
    this.pen.clear();
    this.fresh = true;
    return this.pen;
  }

  /** Lays what is painted on another sheet, until it is painted anew: to move one sheet costs half of moving two. */
  layOn(other: Sheet): void {
    if (this.away) return;
    const [width, height] = this.size;
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
