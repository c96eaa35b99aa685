import { atLeisure } from '../kit/atLeisure.ts';
import type { Scene } from '../../scene/Scene.ts';
import type { Board, MakeBoard } from './Board.ts';
import { plainBoard } from './plainBoard.ts';

/** The board of the page: Cytoscape, once that has come. Nobody waits for it, as the same shapes are there without. */
export const pageBoard: MakeBoard = (host, firstTokens, options) => {
  let board: Board = plainBoard(host, firstTokens, options);
  let tokens = firstTokens;
  let scene: Scene | null = null;
  let destroyed = false;
  const leave = atLeisure(() => {
    import('./cytoscapeBoard.ts').then(
      ({ cytoscapeBoard }) => {
        if (destroyed) return;
        board = cytoscapeBoard(host, tokens, options);
        board.resize();
        if (scene) board.show(scene);
      },
      () => {}, // without network it goes on as it is
    );
  });
  return {
    show(shown) {
      scene = shown;
      board.show(shown);
    },
    move(moved) {
      scene = moved;
      board.move(moved);
    },
    restyle(next) {
      tokens = next;
      board.restyle(next);
    },
    resize: () => board.resize(),
    paint: (camera) => board.paint(camera),
    layOn: (sheet) => board.layOn(sheet),
    destroy() {
      destroyed = true;
      leave();
      board.destroy();
    },
  };
};
