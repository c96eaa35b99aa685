import type { Scene } from '../../scene/Scene.ts';
import type { MakeBoard } from './Board.ts';
import { paintShapes } from '../../paint/paintShapes.ts';

/** The board of the embed, where Cytoscape would be more than half of all bytes: it paints where its shapes are wanted. */
export const plainBoard: MakeBoard = (_host, _tokens, { onPainted }) => {
  let scene: Scene | null = null;
  const hold = (shown: Scene): void => {
    scene = shown;
  };
  return {
    show: hold,
    move: hold,
    restyle: () => {},
    resize: () => {},
    paint: onPainted,
    layOn: ({ pen }) => {
      if (scene) paintShapes(pen, scene);
    },
    destroy: () => {},
  };
};
