import { membersOf, type Rect, type Scene } from '../../scene/Scene.ts';
import type { Pick } from '../../paint/topology.ts';

export interface Place {
  pick: Pick;
  rect: Rect;
  name: string;
}

/** Everything that can be selected, in reading order: the sky, then column by column from top to ground, then outside. */
export function placesToPick(scene: Scene): Place[] {
  const words = scene.words.scene;
  const places: Place[] = [];
  for (const p of scene.plates) {
    places.push({
      pick: { kind: 'service', key: p.key },
      rect: p.rect,
      name: `Service ${p.name} ${p.address?.text ?? p.without}`,
    });
  }
  for (const column of scene.columns) {
    for (const pod of scene.pods.filter((p) => p.column === column.key)) {
      const name = `Pod ${pod.name} ${pod.address?.text ?? ''} ${pod.state === 'ready' ? words.ready : pod.line}`;
      places.push({ pick: { kind: 'pod', key: pod.key }, rect: pod.rect, name });
    }
    for (const cell of column.cells)
      places.push({ pick: { kind: 'many', key: cell.key }, rect: cell.rect, name: `Node ${cell.name}` });
    for (const dot of [...column.dots, ...scene.counters.flatMap((c) => (c.column === column.key ? c.dots : []))]) {
      const kind = dot.key.slice(0, dot.key.indexOf('/'));
      places.push({ pick: { kind: 'many', key: dot.key }, rect: dot.rect, name: `${kind} ${dot.name}` });
    }
    places.push({ pick: { kind: 'rules', key: column.key }, rect: column.shelf, name: words.rulesOf(column.name) });
    const zone = column.kind === 'zone';
    places.push({
      pick: { kind: zone ? 'many' : 'node', key: column.key },
      rect: column.base,
      name: zone ? words.nodes(membersOf(column).length) : `Node ${column.name} ${column.address?.text ?? ''}`,
    });
  }
  for (const o of scene.outsiders)
    places.push({
      pick: { kind: o.kind, key: o.key },
      rect: o.rect,
      name: `${o.name} ${o.address?.text ?? words.pending}`,
    });
  if (scene.stub)
    places.push({
      pick: { kind: 'node', key: scene.stub.key },
      rect: scene.stub.rect,
      name: `Node ${scene.stub.name}`,
    });
  return places;
}

const centre = (r: Rect): [number, number] => [r.x + r.w / 2, r.y + r.h / 2];

/** The nearest thing in a direction, as a reader would expect it; the same index when there is none. */
export function neighbour(places: Place[], from: number, dx: number, dy: number): number {
  const here = places[from];
  if (!here) return 0;
  const [x, y] = centre(here.rect);
  let best = from;
  let least = Infinity;
  places.forEach(({ rect }, i) => {
    const [px, py] = centre(rect);
    const ahead = (px - x) * dx + (py - y) * dy;
    const aside = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
    if (i === from || ahead < 4) return;
    const distance = ahead + aside * 2.5;
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}
