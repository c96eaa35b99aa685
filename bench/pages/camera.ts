// ?who=ours|peer&nodes=1000: a cluster of 300 Nodes and 20,000 Pods under a hand that pans and zooms; `who=peer` draws so
// many labelled Cytoscape nodes instead, and pans and zooms those; `who=floor` moves one square, as little as can be drawn.
import cytoscape from 'cytoscape';
import { crowded } from '../../src/scene/fixture.ts';
import { elementCount } from '../../src/scene/Scene.ts';
import { cytoscapeBoard } from '../../src/ui/canvas/cytoscapeBoard.ts';
import { Stage } from '../../src/ui/canvas/Stage.ts';
import { en } from '../../src/words/en.ts';
import '../../src/paint/tokens.css';
import { scriptOfFrames } from './scriptOfFrames.ts';

const host = document.querySelector<HTMLElement>('#pane');
if (!host) throw new Error('no pane');

interface Hand {
  elements: number;
  move(part: number): void;
  /** Shows another result of the same size. */
  renew(): void;
}

const asked = new URLSearchParams(location.search);
const frames = scriptOfFrames();

let last = 0;
/** How far a wheel has turned since the frame before, along for zoom and across for pan: the same for both. */
function wheel(part: number): { along: number; across: number } {
  const turned = last - Math.sin(part * 2 * Math.PI);
  last -= turned;
  return { along: 400 * turned, across: 300 * turned };
}

function ours(pane: HTMLElement): Hand {
  const results = [67, 66].map((pods) => crowded(300, pods, 8));
  const stage = new Stage(pane, { board: cytoscapeBoard, words: en });
  stage.show(results[0]!);
  let shown = 0;
  const middle = { clientX: pane.clientWidth / 2, clientY: pane.clientHeight / 2 };
  return {
    elements: stage.scene ? elementCount(stage.scene) : 0,
    // the events of a wheel, as a person's hand makes them: with Ctrl it zooms, sideways it pans
    move(part) {
      const target = document.elementFromPoint(middle.clientX, middle.clientY) ?? pane;
      const { along, across } = wheel(part);
      const event = { ...middle, bubbles: true, cancelable: true };
      target.dispatchEvent(new WheelEvent('wheel', { ...event, ctrlKey: true, deltaY: along }));
      target.dispatchEvent(new WheelEvent('wheel', { ...event, deltaX: across }));
    },
    renew() {
      shown = 1 - shown;
      stage.show(results[shown]!);
    },
  };
}

function peer(pane: HTMLElement): Hand {
  const elements = Array.from({ length: Number(asked.get('nodes')) }, (_, i) => ({
    group: 'nodes' as const,
    data: { id: `pod-${i}`, label: `web-${i} 10.244.${i % 250}.${i}` },
    position: { x: (i % 80) * 120, y: Math.floor(i / 80) * 80 },
  }));
  const cy = cytoscape({
    container: pane,
    layout: { name: 'preset' },
    style: [{ selector: 'node', style: { label: 'data(label)', shape: 'rectangle', width: 100, height: 40 } }],
    elements,
  });
  cy.fit();
  cy.minZoom(cy.zoom());
  cy.maxZoom(3);
  const middle = { x: pane.clientWidth / 2, y: pane.clientHeight / 2 };
  return {
    elements: elements.length,
    // what our picture makes of the same turn of the wheel
    move(part) {
      const { along, across } = wheel(part);
      cy.zoom({ level: cy.zoom() * Math.exp(-0.01 * along), renderedPosition: middle });
      cy.panBy({ x: -across, y: 0 });
    },
    renew() {
      cy.elements().remove();
      cy.add(elements);
    },
  };
}

function floor(pane: HTMLElement): Hand {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [pane.clientWidth, pane.clientHeight];
  pane.append(canvas);
  const ctx = canvas.getContext('2d')!;
  return {
    elements: 1,
    move(part) {
      ctx.clearRect(0, 0, canvas.width, canvas.height);
      ctx.fillRect(100 + 100 * part, 100, 40, 40);
    },
    renew() {},
  };
}

const hand = { ours, peer, floor }[asked.get('who') as 'ours' | 'peer' | 'floor'](host);

/** Pans and zooms for a while, to and fro every two seconds. */
const run = (ms: number) => frames.run(ms, (at) => hand.move((at % 2000) / 2000), hand.elements);

/** Milliseconds from a new result to the end of the frame that shows it, some times over. */
async function renew(times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    await new Promise((done) => setTimeout(done, 100));
    const from = performance.now();
    hand.renew();
    await new Promise(requestAnimationFrame);
    await new Promise((done) => setTimeout(done, 0));
    taken.push(performance.now() - from);
  }
  return taken.slice(2);
}

Object.assign(globalThis, { run, renew });
