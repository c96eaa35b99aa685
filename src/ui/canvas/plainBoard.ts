import type { Scene } from '../../scene/Scene.ts';
import type { MakeBoard } from './Board.ts';
import { paintShapes } from '../../paint/paintShapes.ts';
import { Pen } from '../../paint/Pen.ts';

/** The board of the embed, where Cytoscape would be more than half of all bytes: shapes on a canvas. */
export const plainBoard: MakeBoard = (host, tokens, { onPainted }) => {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%';
  host.append(canvas);
  const pen = new Pen(canvas, tokens);
  let scene: Scene | null = null;
  const hold = (shown: Scene): void => {
    scene = shown;
  };
  return {
    show: hold,
    move: hold,
    restyle: (next) => {
      pen.tokens = next;
    },
    resize: (width, height, ratio) => pen.resize(width, height, ratio),
    paint: (camera) => {
      pen.camera = camera;
      pen.clear();
      if (scene) paintShapes(pen, scene);
      onPainted(camera);
    },
    canvas,
    destroy: () => canvas.remove(),
  };
};
