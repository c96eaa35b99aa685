import { en } from '../words/en.ts';
import { expect, test } from 'vitest';
import { crowded, exampleResult, pod } from './fixture.ts';
import { layoutScene } from './layout.ts';
import { leastZoom } from './measures.ts';
import { elementCount, membersOf, openedBy, type Rect, type Scene } from './Scene.ts';
import { timelineOf } from './timeline.ts';

const pane = { width: 744, height: 680 };

const cross = (a: Rect, b: Rect): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

function overlaps(scene: Scene): [string, string][] {
  const boxes: [string, Rect][] = [
    ...scene.pods.map((p): [string, Rect] => [p.key, p.rect]),
    ...scene.counters.map((c): [string, Rect] => [c.key, c.rect]),
    ...scene.plates.map((p): [string, Rect] => [`plate ${p.key}`, p.rect]),
    ...scene.columns.flatMap((c): [string, Rect][] => [
      [`shelf ${c.key}`, c.shelf],
      [`base ${c.key}`, c.base],
      ...c.cells.map((cell): [string, Rect] => [cell.key, cell.rect]),
    ]),
    ...scene.outsiders.map((o): [string, Rect] => [`outside ${o.key}`, o.rect]),
    ...(scene.stub ? ([['stub', scene.stub.rect]] as [string, Rect][]) : []),
  ];
  return boxes.flatMap(([a, r], i) =>
    boxes.slice(i + 1).flatMap(([b, s]): [string, string][] => (cross(r, s) ? [[a, b]] : [])),
  );
}

test('the default cluster fits its pane, and nothing lies on anything else', () => {
  const scene = layoutScene(exampleResult(), pane, { words: en });
  expect(scene).toMatchObject({ width: 744, height: 680, labels: 'gutter' });
  expect(overlaps(scene)).toEqual([]);
  expect(scene.columns.map((c) => c.name)).toEqual(['n1', 'n2', 'n3']);
  expect(scene.stub?.name).toBe('control-plane');
  // Each box keeps to the band of its address.
  const [sky, storeys] = scene.bands;
  for (const plate of scene.plates) expect(plate.rect.y + plate.rect.h).toBeLessThan(sky!.rect.h);
  for (const card of scene.pods) expect(card.rect.y).toBeGreaterThan(storeys!.rect.y);
});

test.each([
  [390, 520],
  [800, 404],
  [640, 290],
  [1280, 800],
  [1900, 1000],
])('nothing overlaps at %i × %i', (width, height) => {
  for (const result of [exampleResult(), crowded(3, 6, 3), crowded(9, 10, 8), crowded(60, 30, 40)]) {
    const scene = layoutScene(result, { width, height }, { words: en });
    expect(overlaps(scene)).toEqual([]);
    expect(scene.width).toBeGreaterThanOrEqual(width - 20);
  }
});

test.each([
  [320, 196, exampleResult()],
  [400, 254, exampleResult()],
  [320, 316, exampleResult()],
  [390, 477, exampleResult()],
  [464, 532, exampleResult()],
  [744, 680, crowded(300, 67, 8)],
  [744, 680, crowded(5, 6, 2)],
])('all of it is seen at once at %i × %i', (width, height, result) => {
  const scene = layoutScene(result, { width, height }, { words: en });
  expect(overlaps(scene)).toEqual([]);
  const least = scene.labels === 'heading' ? 1 : leastZoom;
  expect(scene.width * least).toBeLessThanOrEqual(width);
  if (scene.low) expect(scene.height).toBeLessThanOrEqual(height);
  const right = [...scene.columns.map(({ base }) => base), ...scene.outsiders.map(({ rect }) => rect)];
  if (scene.stub) right.push(scene.stub.rect);
  for (const { x, w } of right) expect(x + w).toBeLessThanOrEqual(scene.width);
});

test.each([
  [300, 67, 744, 680],
  [300, 67, 1300, 800],
  [60, 30, 744, 680],
])('of %i Nodes, chances lie on no Node, and the first card covers no name', (nodes, pods, width, height) => {
  const result = crowded(nodes, pods, 8);
  const scene = layoutScene(result, { width, height }, { words: en });
  const timeline = timelineOf(result, scene, result.taken)!;
  const zoom = Math.max(leastZoom, Math.min(1, width / scene.width, height / scene.height));
  const marks = scene.columns.flatMap(({ cells, dots }) => [...cells, ...dots].map(({ rect }) => rect));
  const chances = timeline.ghosts.map(({ label: { x, y } }) => ({ x: x - 24, y: y - 8 / zoom, w: 48, h: 16 / zoom }));
  expect(marks.filter((mark) => chances.some((chance) => cross(chance, mark)))).toEqual([]);
  const { x, y } = timeline.way.stops[0]!.card;
  const [w, h] = [212 / zoom, 58 / zoom];
  const card = { x: x - w / 2, y: y - h / 2, w, h };
  const { rect } = scene.bands[2]!;
  const name = { ...rect, w: scene.gutter - 10, h: 44 / zoom };
  expect(cross(card, name)).toBe(false);
  expect(scene.outsiders.filter((outsider) => cross(card, outsider.rect))).toEqual([]);
});

test.each([4, 6, 10, 12, 300])('on a phone the whole way is seen at once, of %i Nodes', (nodes) => {
  const result = crowded(nodes, 4, 2);
  const scene = layoutScene(result, { width: 390, height: 480 }, { words: en });
  expect(scene.width).toBeLessThanOrEqual(390);
  const { way, ghosts } = timelineOf(result, scene, result.taken)!;
  const named = scene.columns.filter((c) => c.kind === 'node').map((c) => c.name);
  for (const { at } of result.reach!.traces[result.taken]!.hops)
    if (at.kind === 'node') expect(named).toContain(at.name);
  for (const { rect } of way.stops) expect(rect.x + rect.w).toBeLessThanOrEqual(390);
  for (const { label } of ghosts) expect(label.x).toBeLessThan(370);
  const [rest, ...others] = scene.columns.filter((c) => c.kind === 'zone');
  expect(others).toEqual([]);
  expect(named.length + membersOf(rest!).length).toBe(nodes);
  const opened = openedBy(scene, rest!.key).slice(0, 2);
  const wider = layoutScene(result, { width: 390, height: 480 }, { words: en, before: scene, opened });
  expect(wider.columns.map((c) => c.key)).toEqual(expect.arrayContaining(opened));
});

test('a new Pod moves nothing else, and a place that was left stays empty', () => {
  const before = layoutScene(exampleResult(), pane, { words: en });
  const added = layoutScene(exampleResult('loadBalancer', [pod('new', 'n1', '10.244.1.9', {})]), pane, {
    words: en,
    before,
  });
  expect(added.pods.filter((p) => p.name !== 'new')).toEqual(before.pods);
  expect(added.columns).toEqual(before.columns);

  const result = exampleResult('loadBalancer', [pod('late', 'n3', '10.244.3.9', {})]);
  const three = layoutScene(result, pane, { words: en });
  result.pods = result.pods.filter((p) => p.name !== 'shop');
  const left = layoutScene(result, pane, { words: en, before: three });
  expect(left.pods.find((p) => p.name === 'late')?.rect).toEqual(three.pods.find((p) => p.name === 'late')?.rect);
});

test('a cluster of any size stays below 300 elements, and the Nodes on the way stand alone', () => {
  for (const [nodes, pods, services] of [
    [12, 12, 8],
    [12, 110, 60],
    [300, 40, 200],
  ] as const) {
    const scene = layoutScene(crowded(nodes, pods, services), { width: 1400, height: 900 }, { words: en });
    expect(elementCount(scene)).toBeLessThanOrEqual(300);
    expect(scene.columns.some((c) => c.kind === 'node' && c.name === 'n2')).toBe(true);
    expect(scene.pods.some((p) => p.name === 'tomcat-3')).toBe(true);
  }
});

test('a Service says on its plate why nobody answers', () => {
  const result = exampleResult();
  result.services[0] = { ...result.services[0]!, endpoints: [] };
  const scene = layoutScene(result, pane, { words: en });
  expect(scene.plates[0]?.problem).toBe('selects nothing: tier=frontend');
  expect(scene.ties).toEqual([]);
});

test('writes the address of the family that the connection has', () => {
  const result = exampleResult('loadBalancer');
  for (const pod of result.pods) pod.ips = ['fd00:10:244:1::9', ...pod.ips];
  const [card] = layoutScene(result, { width: 1280, height: 800 }, { words: en }).pods;
  expect(card?.address?.text).toMatch(/^10\./);
  expect(
    layoutScene({ ...result, reach: null }, { width: 1280, height: 800 }, { words: en }).pods[0]?.address?.text,
  ).toBe('fd00:10:244:1::9');
});

test('a Node that is off is told from one whose kubelet is silent, and from one that is not ready', () => {
  const result = exampleResult();
  const outages = new Map([
    ['n1', 'machine'],
    ['n2', 'kubelet'],
  ] as const);
  const nodes = result.nodes.map((node) => ({
    ...node,
    ready: node.name !== 'n3',
    outage: outages.get(node.name as 'n1') ?? null,
  }));
  const { columns, pods } = layoutScene({ ...result, nodes }, pane, { words: en });
  // what the API server still says of its Pods is told apart from what is true
  const cards = pods.map(({ column, state, line }) => `${column.slice(-2)} ${state} ${line}`);
  expect(cards).toContain('n1 off off · API: ready');
  expect(cards.filter((card) => /^n[23]/.test(card)).join()).not.toContain('off');
  expect(columns.map(({ name, trouble }) => [name, trouble])).toEqual([
    ['n1', 'off'],
    ['n2', 'silent'],
    ['n3', 'notReady'],
  ]);
});
