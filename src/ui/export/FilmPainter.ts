import { layoutScene } from '../../scene/layout.ts';
import { packetAt } from '../../scene/packetAt.ts';
import { marksOf, timeAt } from '../../scene/playback.ts';
import type { Scene } from '../../scene/Scene.ts';
import { type Timeline, timelineOf } from '../../scene/timeline.ts';
import type { Catalog } from '../../words/en.ts';
import { paintFilm } from '../canvas/paintFilm.ts';
import { paintBands } from '../canvas/paintBands.ts';
import { paintLabels, paintVeil } from '../canvas/paintLabels.ts';
import { paintShapes } from '../canvas/paintShapes.ts';
import { Pen } from '../canvas/Pen.ts';
import type { Tokens } from '../canvas/readTokens.ts';
import type { PictureWish } from './PictureWish.ts';
import { SvgContext } from './SvgContext.ts';

/** The frame that pictures are laid out for: as wide as a page of text at twice its size, 16 : 9 as films are. */
const FRAME = { width: 1120, height: 630 };

/** Lays a result out once, and paints any time of it, on canvases of a worker or as SVG. */
export class FilmPainter {
  readonly scene: Scene;
  readonly timeline: Timeline | null;
  private readonly wish: PictureWish;

  constructor(wish: PictureWish, words: Catalog) {
    const { result, way, focus, opened } = wish;
    this.wish = wish;
    this.scene = layoutScene(result, FRAME, { words, opened, focus: focus ?? undefined });
    this.timeline = timelineOf(result, this.scene, way);
  }

  /** How long the film is, in milliseconds at speed 1. */
  get duration(): number {
    return this.timeline?.duration ?? 0;
  }

  /** The moment at which the page stands. */
  get now(): number {
    return this.timeline ? timeAt(marksOf(this.timeline), this.wish.position) : 0;
  }

  /** What stands still: bands, shapes, labels. */
  paintStill(pen: Pen): void {
    paintBands(pen, this.scene, !this.wish.transparent);
    paintShapes(pen, this.scene);
    paintLabels(pen, this.scene);
    if (this.wish.layer) paintVeil(pen, this.scene, this.wish.layer);
  }

  /** What moves, at a time. */
  paintMotion(pen: Pen, time: number): void {
    const { timeline, scene } = this;
    const frame = timeline && packetAt(timeline, time);
    paintFilm(pen, scene, timeline && frame && { timeline, frame, time, number: 1 }, this.wish.layer);
  }

  /** A pen for a canvas on which the whole scene lies, each of its units `ratio` pixels. */
  pen(canvas: OffscreenCanvas, tokens: Tokens, ratio: number): Pen {
    // a worker's canvas has everything of a page's that a pen uses
    const pen = new Pen(canvas as unknown as HTMLCanvasElement, tokens);
    pen.resize(this.scene.width, this.scene.height, ratio);
    return pen;
  }

  svg(tokens: Tokens, title: string): string {
    const ruler = new OffscreenCanvas(1, 1).getContext('2d')!;
    const context = new SvgContext((text, font) => {
      ruler.font = font;
      return ruler.measureText(text).width;
    });
    const { width, height } = this.scene;
    const canvas = { getContext: () => context, width, height };
    const pen = new Pen(canvas as unknown as HTMLCanvasElement, tokens);
    pen.resize(width, height, 1);
    this.paintStill(pen);
    this.paintMotion(pen, this.now);
    return context.document(width, height, title);
  }
}
