import type { Scene } from '../../scene/Scene.ts';
import type { Camera } from './Pen.ts';
import type { Tokens } from './readTokens.ts';

/** What draws the shapes and wires, and holds the view: everything of the picture that is no text and no packet. */
export interface Board {
  camera(): Camera;
  setCamera(camera: Camera): void;
  /** Another set of shapes. */
  show(scene: Scene): void;
  /** The same shapes at other places. */
  move(scene: Scene): void;
  restyle(tokens: Tokens): void;
  resize(width: number, height: number, ratio: number): void;
  /** Draws now, where the board does not do so by itself. */
  paint(): void;
  /** Its canvases, the lowest first. */
  layers(): HTMLCanvasElement[];
  destroy(): void;
}

export interface BoardOptions {
  embedded: boolean;
  leastZoom: number;
  greatestZoom: number;
  /** The view was moved by the reader. */
  onView(): void;
}

export type MakeBoard = (host: HTMLElement, tokens: Tokens, options: BoardOptions) => Board;
