import type { ElementDefinition, StylesheetJson } from 'cytoscape';
import type { Rect, Scene } from '../../scene/Scene.ts';
import type { Tokens } from './readTokens.ts';

/** The kinds of things in the picture that can be selected. */
export type PickKind = 'pod' | 'node' | 'service' | 'client' | 'loadBalancer' | 'rules' | 'outcome';
export interface Pick {
  kind: PickKind;
  key: string;
}

type Shape = 'column' | 'base' | 'shelf' | 'pod' | 'counter' | 'cell' | 'plate' | 'outsider' | 'stub' | 'joint';

const solid = (id: string, rect: Rect, shape: Shape, classes: string, pick?: Pick): ElementDefinition => ({
  group: 'nodes',
  data: { id, w: rect.w, h: rect.h, ...(pick ? { pick } : {}) },
  position: { x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 },
  classes: `${shape} ${classes}`,
});

/** Ids of an item's boxes, in the order: the item itself, then its parts. */
export const boxId = { shelf: (key: string): string => `rules/${key}`, base: (key: string): string => `base/${key}` };

/** The scene as Cytoscape's elements, at their computed places. */
export function elementsOf(scene: Scene): ElementDefinition[] {
  const elements: ElementDefinition[] = [];
  for (const plate of scene.plates) {
    const kind = plate.problem ? 'lacking' : '';
    elements.push(solid(plate.key, plate.rect, 'plate', kind, { kind: 'service', key: plate.key }));
  }
  for (const column of scene.columns) {
    const pick: Pick = { kind: 'node', key: column.key };
    elements.push(solid(column.key, column.storeys, 'column', '', pick));
    elements.push(solid(boxId.base(column.key), column.base, 'base', column.ready ? '' : 'unready', pick));
    elements.push(solid(boxId.shelf(column.key), column.shelf, 'shelf', '', { kind: 'rules', key: column.key }));
    for (const cell of column.cells) {
      elements.push(solid(cell.key, cell.rect, 'cell', '', { kind: 'node', key: cell.key }));
    }
  }
  for (const pod of scene.pods) elements.push(solid(pod.key, pod.rect, 'pod', pod.state, { kind: 'pod', key: pod.key }));
  for (const counter of scene.counters) {
    elements.push(solid(counter.key, counter.rect, 'counter', '', { kind: 'node', key: counter.column }));
  }
  for (const outsider of scene.outsiders) {
    const pick: Pick = { kind: outsider.kind, key: outsider.key };
    // A load balancer shares its key with its Service's plate.
    const id = `outside/${outsider.key}`;
    elements.push(solid(id, outsider.rect, 'outsider', outsider.pending ? 'lacking' : '', pick));
  }
  if (scene.stub) elements.push(solid(scene.stub.key, scene.stub.rect, 'stub', '', { kind: 'node', key: scene.stub.key }));
  elements.push(...wiresOf(scene));
  return elements;
}

/** The wire, with a stem to everything that stands on the ground. */
function wiresOf(scene: Scene): ElementDefinition[] {
  const { wire } = scene;
  const elements: ElementDefinition[] = [];
  const stems: { x: number; end: number }[] = [];
  for (const column of scene.columns) stems.push({ x: column.lanes.at(-1)!, end: column.base.y + column.base.h });
  for (const { kind, rect, pending } of scene.outsiders) {
    if (!pending) stems.push({ x: kind === 'client' ? rect.x + rect.w - 14 : rect.x + 20, end: rect.y });
  }
  if (scene.stub) stems.push({ x: scene.stub.rect.x + 20, end: scene.stub.rect.y });
  const joint = (id: string, x: number, y: number): void => {
    elements.push(solid(id, { x: x - 0.5, y: y - 0.5, w: 1, h: 1 }, 'joint', ''));
  };
  const line = (source: string, target: string): void => {
    elements.push({ group: 'edges', data: { id: `${source}-${target}`, source, target }, classes: 'wire' });
  };
  joint('wire/left', wire.left, wire.y);
  joint('wire/right', Math.max(...stems.map((s) => s.x)), wire.y);
  line('wire/left', 'wire/right');
  stems.forEach(({ x, end }, i) => {
    joint(`stem/${i}/a`, x, wire.y);
    joint(`stem/${i}/b`, x, end);
    line(`stem/${i}/a`, `stem/${i}/b`);
  });
  const client = scene.outsiders.find((o) => o.kind === 'client');
  const balancer = scene.outsiders.find((o) => o.kind === 'loadBalancer' && !o.pending);
  if (client && balancer) {
    const y = client.rect.y + client.rect.h / 2;
    joint('line/a', client.rect.x + client.rect.w, y);
    joint('line/b', balancer.rect.x, y);
    line('line/a', 'line/b');
  }
  return elements;
}

/** Shapes and lines only; all text and the packets are ours (Pen). */
export function styleOf(tokens: Tokens): StylesheetJson {
  const { hue, fill } = tokens;
  const rect = (selector: string, background: string, border: string, width: number, radius: number, z: number, more = {}) => ({
    selector,
    style: {
      shape: radius > 0 ? 'round-rectangle' : 'rectangle',
      'corner-radius': radius,
      width: 'data(w)',
      height: 'data(h)',
      'background-color': background,
      'border-color': border,
      'border-width': width,
      'border-position': 'inside',
      'z-index': z,
      'overlay-opacity': 0,
      ...more,
    },
  });
  const dashed = { 'border-style': 'dashed', 'border-dash-pattern': [6, 4] };
  const dotted = { 'border-style': 'dotted', 'background-opacity': 0 };
  return [
    rect('.column', tokens.panel, tokens.line, 1, 6, 1),
    rect('.base', fill.node, hue.node, 2, 2, 2),
    rect('.base.unready', tokens.panel, tokens.bad, 2, 2, 2, dashed),
    rect('.shelf', tokens.sunken, tokens.line, 1, 3, 2),
    rect('.pod', tokens.panel, tokens.edge, 1, 7, 3),
    rect('.pod.notReady, .pod.pending', tokens.panel, tokens.warn, 1, 7, 3, dashed),
    rect('.pod.terminating', tokens.panel, tokens.edge, 1, 7, 3, { 'border-style': 'dotted' }),
    rect('.counter', tokens.panel, tokens.edge, 1, 7, 3),
    rect('.cell', fill.node, hue.node, 1, 2, 3),
    rect('.plate', fill.cluster, hue.cluster, 1.5, 6, 2, dashed),
    rect('.plate.lacking', tokens.panel, hue.cluster, 1.5, 6, 2, dashed),
    rect('.outsider', fill.outside, hue.outside, 1.5, 2, 2),
    rect('.outsider.lacking', tokens.bg, hue.outside, 1.5, 2, 2, dotted),
    rect('.stub', tokens.bg, hue.node, 1, 2, 2),
    rect('.joint', tokens.bg, tokens.bg, 0, 0, 0, { opacity: 0, events: 'no' }),
    {
      selector: '.wire',
      style: {
        width: 2,
        'line-color': hue.node,
        'curve-style': 'straight',
        'z-index': 0,
        events: 'no',
        'overlay-opacity': 0,
        'source-endpoint': '0 0',
        'target-endpoint': '0 0',
        'line-cap': 'square',
      },
    },
    { selector: 'core', style: { 'active-bg-opacity': 0, 'selection-box-opacity': 0 } },
  ] as unknown as StylesheetJson;
}
