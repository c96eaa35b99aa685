import type { Hop } from '../model/Trace.ts';
import { objectKey } from '../model/Span.ts';
import type { NetworkOf } from './addresses.ts';
import type { Column, Plate, Rect, Scene } from './Scene.ts';

/** A place in the picture where a packet rests. */
export interface Stop {
  kind: 'client' | 'loadBalancer' | 'pod' | 'shelf' | 'air' | 'plate' | 'base' | 'cell' | 'stub';
  /** Equal for hops at the same place. */
  key: string;
  column: Column | null;
  /** Which pile's strip of lanes leads here. */
  pile: number;
  rect: Rect;
  /** The height of the packet here, and where its card is drawn. */
  y: number;
  card: { x: number; y: number };
}

/** A packet's card at zoom 1; farther away it is no smaller, so that it takes more of the picture (`Scene.card`). */
export const cardSize = { w: 212, h: 58 };

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

export const cardXIn = (scene: Scene, x: number): number =>
  clamp(x, scene.card.w / 2 + 4, Math.max(scene.card.w / 2 + 4, scene.width - scene.card.w / 2 - 4));

/** Centre of a card that travels on the wire: under it, in the room kept free for it; in a low frame still lower. */
export function cardYOnWire(scene: Scene): number {
  const { y, h } = scene.outsiders[0]!.rect;
  return scene.cardsBeside ? Math.min(y + h / 2, scene.height - scene.card.h / 2 - 2) : y - 10 - scene.card.h / 2;
}

/** The card of a packet at a Pod: in the first free place under it, above it, else over what is under it. */
function cardAtPod(scene: Scene, rect: Rect): number {
  const free = (y: number): boolean =>
    scene.pods.every(
      (p) =>
        p.rect.y + p.rect.h <= y - scene.card.h / 2 ||
        p.rect.y >= y + scene.card.h / 2 ||
        Math.abs(p.rect.x - rect.x) > 100,
    );
  // what its Pod answers lies on the lower edge of a card of two lines
  const under = (r: Rect): number => r.y + r.h + 14 + scene.card.h / 2;
  const end = scene.columns[0]!.shelf.y - scene.card.h / 2;
  const lower = scene.pods.filter((p) => p.rect.x === rect.x && p.rect.y >= rect.y).map((p) => under(p.rect));
  const below = lower.filter((y) => y <= end && free(y)).sort((a, b) => a - b)[0];
  if (below !== undefined) return below;
  const above = rect.y - 6 - scene.card.h / 2;
  const top = scene.bands[1]!.rect.y + 4 + scene.card.h / 2;
  return above >= top && free(above) ? above : under(rect);
}

function inColumn(scene: Scene, column: Column, kind: 'shelf' | 'base' | 'plate', plate?: Plate): Stop {
  const { shelf, base } = column;
  // Over the lane that the packet comes in by, as near the middle of its column as that allows.
  const x = cardXIn(scene, Math.max(shelf.x + shelf.w / 2, column.lanes.at(-1)! - scene.card.w / 2 + 16));
  const aboveShelf = shelf.y - 10 - scene.card.h / 2;
  const sky = scene.bands[0]!.rect;
  const rect = kind === 'shelf' ? shelf : kind === 'base' ? base : (plate?.rect ?? sky);
  const y = kind === 'shelf' ? shelf.y + shelf.h / 2 : kind === 'base' ? base.y + base.h / 2 : rect.y + rect.h - 4;
  const cardY = kind === 'plate' ? Math.max(scene.card.h / 2 + 2, rect.y + rect.h / 2) : aboveShelf;
  return {
    kind,
    key: `${kind}/${column.key}/${plate?.key ?? ''}`,
    column,
    pile: column.lanes.length - 1,
    rect,
    y,
    card: { x, y: cardY },
  };
}

function atOutsider(scene: Scene, kind: 'client' | 'loadBalancer', address: string): Stop | null {
  const of = scene.outsiders.filter((o) => o.kind === kind);
  const box = of.find((o) => o.address?.text === address) ?? of[0];
  if (!box) return null;
  // Above the box, or beside it where there is no room above.
  const x = scene.cardsBeside ? box.rect.x + box.rect.w + 8 + scene.card.w / 2 : box.rect.x + box.rect.w / 2;
  const card = { x: cardXIn(scene, x), y: cardYOnWire(scene) };
  return { kind, key: `${kind}/${box.key}`, column: null, pile: 0, rect: box.rect, y: box.rect.y, card };
}

function atPod(scene: Scene, named: string): Stop | null {
  const [namespace, name] = named.split('/');
  const key = objectKey('Pod', namespace, name ?? '');
  const box = scene.pods.find((p) => p.key === key);
  const column = box && scene.columns.find((c) => c.key === box.column);
  if (!box || !column) return null;
  const x = cardXIn(scene, box.rect.x + box.rect.w / 2);
  const y = box.rect.y + box.rect.h / 2;
  return {
    kind: 'pod',
    key: box.key,
    column,
    pile: box.pile,
    rect: box.rect,
    y,
    card: { x, y: cardAtPod(scene, box.rect) },
  };
}

function atNode(scene: Scene, hop: Hop, networkOf: NetworkOf): Stop | null {
  const key = objectKey('Node', '', hop.at.name);
  const column = scene.columns.find((c) => c.key === key);
  if (column) {
    // Inside a machine a packet's height is the band of its current destination.
    if (networkOf(hop.before.dst) === 'cluster') {
      const plate = scene.plates.find(
        (p) => p.address?.text.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') === hop.before.dst,
      );
      return inColumn(scene, column, 'plate', plate);
    }
    return inColumn(scene, column, hop.hook ? 'shelf' : 'base');
  }
  for (const zone of scene.columns) {
    const cell = zone.cells.find((c) => c.members.includes(key)) ?? zone.dots.find((d) => d.key === key);
    if (!cell) continue;
    const { rect } = cell;
    const card = { x: cardXIn(scene, rect.x + rect.w / 2), y: rect.y + rect.h + 4 + scene.card.h / 2 };
    return { kind: 'cell', key: cell.key, column: zone, pile: 0, rect, y: rect.y + rect.h / 2, card };
  }
  if (scene.stub?.key === key) {
    const { rect } = scene.stub;
    const card = { x: cardXIn(scene, rect.x + rect.w / 2), y: cardYOnWire(scene) };
    return { kind: 'stub', key, column: null, pile: 0, rect, y: rect.y, card };
  }
  return null;
}

/** Just under the sky: what only passes a Node's hooks on its way from a plate down to a Pod of the same Node. */
export function inAir(scene: Scene, column: Column): Stop {
  const { storeys } = column;
  const x = cardXIn(scene, storeys.x + storeys.w / 2);
  const y = storeys.y + 4;
  const card = { x, y: storeys.y + scene.card.h / 2 };
  return { kind: 'air', key: `air/${column.key}`, column, pile: column.lanes.length - 1, rect: storeys, y, card };
}

/** Where a hop rests in the picture; null when its machine is not drawn. */
export function stopOf(scene: Scene, hop: Hop, networkOf: NetworkOf): Stop | null {
  switch (hop.at.kind) {
    case 'client':
      return atOutsider(scene, 'client', hop.reply ? hop.before.dst : hop.before.src);
    case 'loadBalancer':
      return atOutsider(scene, 'loadBalancer', hop.reply ? hop.before.src : hop.before.dst);
    case 'pod':
      return atPod(scene, hop.at.name);
    case 'node':
      return atNode(scene, hop, networkOf);
  }
}
