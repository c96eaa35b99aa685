import cytoscape, { type ElementDefinition, type StylesheetJson } from 'cytoscape';
import type { Scene } from '../../scene/Scene.ts';
import type { MakeBoard } from './Board.ts';
import type { Tokens } from '../../paint/Tokens.ts';
import { boxesOf, type Look, lookOf, wiresOf } from '../../paint/topology.ts';

const stylesheet = (wire: string): StylesheetJson =>
  [
    {
      selector: 'node',
      style: {
        width: 'data(w)',
        height: 'data(h)',
        shape: 'round-rectangle',
        'corner-radius': 'data(radius)',
        'background-color': 'data(fill)',
        'border-color': 'data(border)',
        'border-width': 'data(width)',
        'border-position': 'inside',
        'border-style': 'data(line)',
        'border-dash-pattern': [6, 4],
        'overlay-opacity': 0,
      },
    },
    { selector: 'node.joint', style: { opacity: 0, events: 'no', width: 1, height: 1, 'border-width': 0 } },
    {
      selector: 'edge',
      style: {
        width: 2,
        'line-color': wire,
        'curve-style': 'straight',
        events: 'no',
        'overlay-opacity': 0,
        'source-endpoint': '0 0',
        'target-endpoint': '0 0',
        'line-cap': 'square',
      },
    },
    { selector: 'core', style: { 'active-bg-opacity': 0 } },
  ] as unknown as StylesheetJson;

const jointLook: Look = { fill: '#000', border: '#000', width: 0, radius: 0, line: 'solid' };

/** The scene's shapes and wires as Cytoscape's elements, at their computed places. */
export function elementsOf(scene: Scene, tokens: Tokens): ElementDefinition[] {
  const elements: ElementDefinition[] = boxesOf(scene).map((box) => ({
    group: 'nodes',
    data: { id: box.id, w: box.rect.w, h: box.rect.h, ...lookOf(box, tokens) },
    position: { x: box.rect.x + box.rect.w / 2, y: box.rect.y + box.rect.h / 2 },
  }));
  wiresOf(scene).forEach(([x1, y1, x2, y2], i) => {
    const joint = (id: string, x: number, y: number): ElementDefinition => ({
      group: 'nodes',
      data: { id, w: 1, h: 1, ...jointLook },
      position: { x, y },
      classes: 'joint',
    });
    elements.push(joint(`wire/${i}/a`, x1, y1), joint(`wire/${i}/b`, x2, y2));
    elements.push({ group: 'edges', data: { id: `wire/${i}`, source: `wire/${i}/a`, target: `wire/${i}/b` } });
  });
  return elements;
}

/** Cytoscape's board: it holds the topology and draws it on its canvas. The view is ours. */
export const cytoscapeBoard: MakeBoard = (host, firstTokens, { onPainted }) => {
  let tokens = firstTokens;
  let scene: Scene | null = null;
  const cy = cytoscape({
    container: host,
    style: stylesheet(tokens.hue.node),
    layout: { name: 'preset' },
    autoungrabify: true,
    autounselectify: true,
    boxSelectionEnabled: false,
    userPanningEnabled: false,
    userZoomingEnabled: false,
  });
  // the others are for selecting and dragging: always empty
  const canvas = host.querySelector<HTMLCanvasElement>('[data-id$="-node"]')!;
  cy.on('render', () => onPainted({ zoom: cy.zoom(), ...cy.pan() }));
  const move = (moved: Scene): void => {
    scene = moved;
    cy.batch(() => {
      for (const { data, position } of elementsOf(moved, tokens)) {
        const element = cy.getElementById(data.id!);
        element.data(data);
        if (position) element.position(position);
      }
    });
  };
  return {
    show(shown) {
      scene = shown;
      cy.batch(() => {
        cy.elements().remove();
        cy.add(elementsOf(shown, tokens));
      });
    },
    move,
    restyle(next) {
      tokens = next;
      cy.style(stylesheet(tokens.hue.node));
      if (scene) move(scene);
    },
    resize: () => cy.resize(),
    paint({ zoom, x, y }) {
      cy.viewport({ zoom, pan: { x, y } });
      cy.forceRender(); // also where nothing changed: then it only tells that it is done
    },
    layOn: (sheet) => sheet.copy(canvas, 0, 0, sheet.pen.width, sheet.pen.height),
    destroy: () => cy.destroy(),
  };
};
