import type { ObjectKey } from '../model/Span.ts';
import type { Rect, Scene } from '../scene/Scene.ts';
import type { Tokens } from './Tokens.ts';

/** The kinds of things in the picture that can be selected. */
/** `many`: one of many that is drawn as a cell or a dot. */
export type PickKind = 'pod' | 'node' | 'service' | 'client' | 'loadBalancer' | 'rules' | 'outcome' | 'many';
export interface Pick {
  kind: PickKind;
  key: string;
}

const KINDS: Record<string, PickKind> = { Pod: 'pod', Service: 'service', Node: 'node' };

/** An object as something that can be selected in the picture; null for kinds that are not drawn. */
export function pickOf(key: ObjectKey | null | undefined): Pick | null {
  const kind = KINDS[key?.split('/')[0] ?? ''];
  return key && kind ? { kind, key } : null;
}

type Shape = 'column' | 'base' | 'shelf' | 'pod' | 'counter' | 'cell' | 'plate' | 'outsider' | 'stub';

/** One outlined shape of the drawing. `state` changes its look: a Pod's state, `lacking`, `unready`, `faint`. */
export interface Box {
  id: string;
  rect: Rect;
  shape: Shape;
  state: string;
}

/** The scene's shapes, the lower first. */
export function boxesOf(scene: Scene): Box[] {
  const boxes: Box[] = [];
  const add = (id: string, rect: Rect, shape: Shape, state = ''): void => {
    boxes.push({ id, rect, shape, state });
  };
  for (const { key, rect, problem, focus } of scene.plates)
    add(`plate/${key}`, rect, 'plate', scene.alone && !focus ? 'faint' : problem ? 'lacking' : '');
  for (const { key, storeys, base, shelf, trouble, cells } of scene.columns) {
    add(`column/${key}`, storeys, 'column', trouble ?? '');
    add(`base/${key}`, base, 'base', trouble ?? '');
    add(`shelf/${key}`, shelf, 'shelf', trouble ?? '');
    for (const cell of cells) add(`cell/${cell.key}`, cell.rect, 'cell');
  }
  for (const { key, rect, state, quiet } of scene.pods)
    add(`pod/${key}`, rect, 'pod', scene.alone && quiet ? 'faint' : state);
  for (const { key, rect } of scene.counters) add(`counter/${key}`, rect, 'counter', scene.alone ? 'faint' : '');
  for (const { key, rect, pending } of scene.outsiders)
    add(`outside/${key}`, rect, 'outsider', pending ? 'lacking' : '');
  if (scene.stub) add(`stub/${scene.stub.key}`, scene.stub.rect, 'stub');
  return boxes;
}

/** A straight piece of wire. */
export type Wire = readonly [x1: number, y1: number, x2: number, y2: number];

/** The wire, with a stem to everything that stands on the ground, and the line from the client to its load balancer. */
export function wiresOf(scene: Scene): Wire[] {
  const { wire } = scene;
  const stems: [x: number, end: number][] = scene.columns.map((c) => [c.lanes.at(-1)!, c.base.y + c.base.h]);
  for (const { kind, rect, pending } of scene.outsiders) {
    if (!pending && (kind !== 'client' || wire.client))
      stems.push([kind === 'client' ? rect.x + rect.w - 14 : rect.x + 20, rect.y]);
  }
  if (scene.stub) stems.push([scene.stub.rect.x + 20, scene.stub.rect.y]);
  const wires: Wire[] = stems.map(([x, end]) => [x, wire.y, x, end]);
  wires.push([
    wire.client ? wire.left : Math.min(wire.right, ...stems.map(([x]) => x)),
    wire.y,
    Math.max(wire.left, ...stems.map(([x]) => x)),
    wire.y,
  ]);
  const client = scene.outsiders.find((o) => o.kind === 'client');
  const balancer = scene.outsiders.find((o) => o.kind === 'loadBalancer' && !o.pending);
  if (client && balancer) {
    const y = client.rect.y + client.rect.h / 2;
    wires.push([client.rect.x + client.rect.w, y, balancer.rect.x, y]);
  }
  return wires;
}

export interface Look {
  fill: string;
  border: string;
  width: number;
  radius: number;
  line: 'solid' | 'dashed' | 'dotted';
}

/** How a shape is drawn: solid where an address is real, dashed where it is only rules, dotted where it is going. */
export function lookOf({ shape, state }: Box, tokens: Tokens): Look {
  const { hue, fill } = tokens;
  const look = (
    background: string,
    border: string,
    width: number,
    radius: number,
    line: Look['line'] = 'solid',
  ): Look => ({
    fill: background,
    border,
    width,
    radius,
    line,
  });
  if (state === 'faint')
    return look(tokens.panel, tokens.line, 1, shape === 'plate' ? 6 : 7, shape === 'plate' ? 'dashed' : 'solid');
  switch (shape) {
    case 'column':
      return state === 'off' ? look(tokens.sunken, tokens.edge, 1, 6, 'dotted') : look(tokens.panel, tokens.line, 1, 6);
    case 'base':
      if (state === 'off') return look(tokens.sunken, tokens.bad, 2, 2, 'dotted');
      return state ? look(tokens.panel, tokens.bad, 2, 2, 'dashed') : look(fill.node, hue.node, 2, 2);
    case 'shelf':
      return look(tokens.sunken, tokens.line, 1, 3, state === 'off' ? 'dotted' : 'solid');
    case 'pod':
      if (state === 'off') return look(tokens.sunken, tokens.edge, 1, 7, 'dotted');
      if (state === 'notReady' || state === 'pending') return look(tokens.panel, tokens.warn, 1, 7, 'dashed');
      return look(tokens.panel, tokens.edge, 1, 7, state === 'terminating' ? 'dotted' : 'solid');
    case 'counter':
      return look(tokens.panel, tokens.edge, 1, 7);
    case 'cell':
      return look(fill.node, hue.node, 1, 2);
    case 'plate':
      return look(state === 'lacking' ? tokens.panel : fill.cluster, hue.cluster, 1.5, 6, 'dashed');
    case 'outsider':
      return state === 'lacking'
        ? look(tokens.bg, hue.outside, 1.5, 2, 'dotted')
        : look(fill.outside, hue.outside, 1.5, 2);
    case 'stub':
      return look(tokens.bg, hue.node, 1, 2);
  }
}

export const dashes: Record<Look['line'], number[]> = { solid: [], dashed: [6, 4], dotted: [1.5, 3] };
