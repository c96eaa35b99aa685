import { layoutScene } from '../scene/layout.ts';
import { packetAt } from '../scene/packetAt.ts';
import { marksOf, timeAt } from '../scene/playback.ts';
import type { Network } from '../model/Address.ts';
import type { SimulationResult } from '../model/Simulation.ts';
import type { ObjectKey } from '../model/Span.ts';
import type { Scene } from '../scene/Scene.ts';
import { type Timeline, takenAlone, timelineOf } from '../scene/timeline.ts';
import type { Catalog } from '../words/en.ts';
import { paintFilm } from './paintFilm.ts';
import { paintBands } from './paintBands.ts';
import { paintLabels, paintVeil } from './paintLabels.ts';
import { paintShapes } from './paintShapes.ts';
import type { Surface } from './Drawing.ts';
import { Pen } from './Pen.ts';
import type { Tokens } from './Tokens.ts';
import { SvgContext } from './SvgContext.ts';

/** The frame that pictures are laid out for: as wide as a page of text at twice its size, 16 : 9 as films are. */
const FRAME = { width: 1120, height: 630 };

/** What is to be seen. Plain data: it goes to a worker. */
export interface Shot {
  result: SimulationResult;
  way: number;
  /** Where the player stands: a hop and a part of it. */
  position: number;
  opened: readonly ObjectKey[];
  focus: ObjectKey | null;
  layer: Network | null;
  /** Without the other ways that the connection could take. */
  onlyTaken?: boolean;
  transparent: boolean;
}

/** Lays a result out once, and paints any time of it, on canvases of a worker or as SVG. */
export class FilmPainter {
  readonly scene: Scene;
  readonly timeline: Timeline | null;
  private readonly shot: Shot;

  constructor(shot: Shot, words: Catalog) {
    const { result, way, focus, opened } = shot;
    this.shot = shot;
    this.scene = layoutScene(result, FRAME, { words, opened, focus: focus ?? undefined });
    const timeline = timelineOf(result, this.scene, way);
    this.timeline = timeline && shot.onlyTaken ? takenAlone(timeline) : timeline;
  }

  /** How long the film is, in milliseconds at speed 1. */
  get duration(): number {
    return this.timeline?.duration ?? 0;
  }

  /** The moment at which the page stands. */
  get now(): number {
    return this.timeline ? timeAt(marksOf(this.timeline), this.shot.position) : 0;
  }

  /** What stands still: bands, shapes, labels. */
  paintStill(pen: Pen): void {
    paintBands(pen, this.scene, !this.shot.transparent);
    paintShapes(pen, this.scene);
    paintLabels(pen, this.scene);
    if (this.shot.layer) paintVeil(pen, this.scene, this.shot.layer);
  }

  /** What moves, at a time. */
  paintMotion(pen: Pen, time: number): void {
    const { timeline, scene } = this;
    const frame = timeline && packetAt(timeline, time);
    paintFilm(pen, scene, timeline && frame && { timeline, frame, time, number: 1 }, this.shot.layer);
  }

  /** A pen for a canvas on which the whole scene lies, each of its units `ratio` pixels. */
  pen(canvas: Surface, tokens: Tokens, ratio: number): Pen {
    const pen = new Pen(canvas, tokens);
    pen.resize(this.scene.width, this.scene.height, ratio);
    return pen;
  }

  /** The moment in which what happens at a hop, from 0, has just happened. */
  restAt(hop: number): number {
    return (this.timeline && marksOf(this.timeline).rests[hop]) ?? this.duration;
  }

  /** A moment as an SVG file. `measure` tells how wide a text is in a font. */
  svg(tokens: Tokens, title: string, measure: (text: string, font: string) => number, time = this.now): string {
    const context = new SvgContext(measure);
    const { width, height } = this.scene;
    const pen = this.pen({ getContext: () => context, width, height }, tokens, 1);
    this.paintStill(pen);
    this.paintMotion(pen, time);
    return context.document(width, height, title);
  }
}
