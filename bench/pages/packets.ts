// ?packets=1000&who=ours|peer: packets in flight over a crowded picture, and what a frame of them costs. `who=peer`
// moves the same number of Cytoscape nodes over the same picture instead.
import { en } from '../../src/words/en.ts';
import cytoscape from 'cytoscape';
import { layoutScene } from '../../src/scene/layout.ts';
import { elementCount } from '../../src/scene/Scene.ts';
import { crowded } from '../../src/scene/fixture.ts';
import { flowOf } from '../../src/scene/flow.ts';
import { cytoscapeBoard, elementsOf } from '../../src/ui/canvas/cytoscapeBoard.ts';
import { Picture } from '../../src/ui/canvas/Picture.ts';
import { readTokens } from '../../src/ui/canvas/readTokens.ts';
import '../../src/paint/tokens.css';
import { scriptOfFrames } from './scriptOfFrames.ts';

const asked = new URLSearchParams(location.search);
const packets = Number(asked.get('packets') ?? 1000);
const host = document.querySelector<HTMLElement>('#pane');
if (!host) throw new Error('no pane');

const frames = scriptOfFrames();

// twelve Nodes with eight Pods each and eight Services: the most that is drawn by itself; more Nodes become dots
const result = crowded(12, 8, 8);

/** Sets the packets to a time of 0…1. */
function mover(pane: HTMLElement): { move: (part: number) => void; elements: number } {
  if (asked.get('who') === 'peer') {
    const scene = layoutScene(result, { width: 1280, height: 800 }, { words: en });
    const cy = cytoscape({
      container: pane,
      elements: elementsOf(scene, readTokens(pane)),
      layout: { name: 'preset' },
      style: [{ selector: '.packet', style: { width: 14, height: 6, shape: 'rectangle' } }],
    });
    const nodes = cy.add(
      Array.from({ length: packets }, (_, i) => ({
        group: 'nodes' as const,
        data: { id: `packet-${i}` },
        classes: 'packet',
      })),
    );
    cy.fit();
    const move = (part: number): void =>
      cy.batch(() => {
        nodes.positions((_, i) => ({ x: ((i * 37) % 1280) + part * 200, y: ((i * 91) % 800) + part * 100 }));
      });
    return { move, elements: elementCount(scene) };
  }
  const picture = new Picture(pane, { board: cytoscapeBoard, reducedMotion: () => false });
  const scene = layoutScene(result, picture.frame, { words: en });
  picture.setScene(scene);
  const ways = result.reach?.traces.length ?? 0;
  const counts = Array.from({ length: ways }, (_, i) => Math.floor(packets / ways) + (i < packets % ways ? 1 : 0));
  const flow = flowOf(result, scene, { connections: packets, counts });
  return { move: (part) => picture.setFlow(flow, part), elements: elementCount(scene) };
}

const { move, elements } = mover(host);

/** Runs for a while. */
const run = (ms: number) => frames.run(ms, (at) => move((at % 9000) / 9000), elements);

Object.assign(globalThis, { run });
