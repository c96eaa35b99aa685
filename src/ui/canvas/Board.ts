import type { Scene } from '../../scene/Scene.ts';
import type { Camera } from '../../paint/Pen.ts';
import type { Tokens } from '../../paint/Tokens.ts';
import type { Sheet } from './Sheet.ts';

/** What draws the shapes and wires: everything of the picture that is no text and no packet. */
export interface Board {
  /** Another set of shapes. */
  show(scene: Scene): void;
  /** The same shapes at other places. */
  move(scene: Scene): void;
  restyle(tokens: Tokens): void;
  resize(): void;
  /** Draws under this camera, now or in the next frame; `onPainted` tells when it is done. */
  paint(camera: Camera): void;
  /** Puts what it has painted on a sheet. */
  layOn(sheet: Sheet): void;
  destroy(): void;
}

export interface BoardOptions {
  /** The shapes have been drawn under this camera. */
  onPainted(camera: Camera): void;
}

export type MakeBoard = (host: HTMLElement, tokens: Tokens, options: BoardOptions) => Board;
