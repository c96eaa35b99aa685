import { en } from '../words/en.ts';
import { expect, test } from 'vitest';
import { exampleResult, type Example } from './fixture.ts';
import { layoutScene } from './layout.ts';
import { packetAt } from './packetAt.ts';
import { hopList } from './hopList.ts';
import { type Timeline, timelineOf } from './timeline.ts';
import type { Scene } from './Scene.ts';

function filmOf(result: ReturnType<typeof exampleResult>): { scene: Scene; timeline: Timeline } {
  const scene = layoutScene(result, { width: 744, height: 680 }, { words: en });
  return { scene, timeline: timelineOf(result, scene)! };
}

const film = (example: Example) => filmOf(exampleResult(example));

const pointsOf = (timeline: Timeline) => timeline.way.legs.flatMap((l) => l.stretches.flatMap((s) => s.points));

test('from outside a packet goes straight to a Pod and never touches the sky', () => {
  const { scene, timeline } = film('loadBalancer');
  const sky = scene.bands[0]!.rect.h;
  for (const point of pointsOf(timeline)) expect(point.y).toBeGreaterThan(sky);
  expect(timeline.way.stops.map((s) => s.kind)).not.toContain('plate');
});

test('a Pod that calls a Service rises to the plate, and touches no wire there', () => {
  const { scene, timeline } = film('clusterIp');
  expect(timeline.way.stops.map((s) => s.kind)).toEqual([
    'pod',
    'plate',
    'shelf',
    'shelf',
    'pod',
    'shelf',
    'shelf',
    'pod',
  ]);
  const sky = scene.bands[0]!.rect.h;
  for (const leg of timeline.way.legs) {
    for (const { medium, points } of leg.stretches) {
      if (medium === 'wire') for (const p of points) expect(p.y).toBeGreaterThanOrEqual(scene.wire.y);
      else if (points.some((p) => p.y < sky)) expect([leg.from.kind, leg.to.kind]).toContain('plate');
    }
  }
  // On the way back the destination is a Pod from the start: the reply does not rise.
  expect(timeline.way.legs.filter((l) => l.reply).every((l) => l.to.kind !== 'plate')).toBe(true);
});

test('ways there, back and not taken lie side by side', () => {
  for (const example of ['loadBalancer', 'clusterIp'] as const) {
    const { timeline } = film(example);
    const runs = timeline.way.legs.flatMap((leg) =>
      leg.stretches.flatMap(({ points }) => points.slice(1).map((b, i) => ({ a: points[i]!, b, leg }))),
    );
    for (const [i, one] of runs.entries()) {
      for (const two of runs.slice(i + 1)) {
        if (one.leg === two.leg || one.a.x !== one.b.x || two.a.x !== two.b.x || one.a.x !== two.a.x) continue;
        const low = Math.max(Math.min(one.a.y, one.b.y), Math.min(two.a.y, two.b.y));
        const high = Math.min(Math.max(one.a.y, one.b.y), Math.max(two.a.y, two.b.y));
        expect(high - low).toBeLessThanOrEqual(1);
      }
    }
  }
});

test('the packet moves without jumps, and is at its stop when a hop rests', () => {
  for (const example of ['loadBalancer', 'clusterIp', 'dropped'] as const) {
    const { timeline } = film(example);
    let last = packetAt(timeline, 0);
    for (let t = 2; t < timeline.duration; t += 2) {
      const now = packetAt(timeline, t);
      const jump = Math.hypot(now.cardX - last.cardX, now.cardY - last.cardY);
      expect(jump).toBeLessThan(40);
      last = now;
    }
    for (const hop of timeline.hops)
      expect(packetAt(timeline, hop.rest + 1)).toMatchObject({ hop: hop.index, stop: hop.stop });
  }
});

test('each translation is one beat, and stays marked until the next hop', () => {
  const { timeline } = film('loadBalancer');
  const dnat = timeline.hops[2]!;
  expect(packetAt(timeline, dnat.start).packet.dst).toBe('203.0.113.10');
  expect(packetAt(timeline, dnat.rest - 110).flip).toMatchObject({ field: 'dst', to: '10.244.3.2:8080' });
  expect(packetAt(timeline, dnat.rest + 1)).toMatchObject({ changed: ['dst'], network: 'pod' });
  expect(packetAt(timeline, timeline.hops[3]!.start + 1).changed).toEqual([]);

  const undone = timeline.hops.find((h) => h.hop.steps.filter((step) => step.kind === 'untranslate').length === 2)!;
  const flips = timeline.phases.filter((p) => p.kind === 'flip' && p.hop === undone.index);
  expect(flips.map((f) => f.kind === 'flip' && f.field)).toEqual(['dst', 'src']);
  expect(flips[0]!.end).toBe(flips[1]!.start);
});

test('the ways not taken carry their chance at the point where they leave', () => {
  const { timeline } = film('loadBalancer');
  expect(timeline.ghosts).toHaveLength(4); // two other Nodes, two other Pods
  for (const ghost of timeline.ghosts) expect(ghost.chance).toBeCloseTo(1 / 3);
  expect(timeline.chance).toBeCloseTo(1 / 3);
  expect(film('clusterIp').timeline.ghosts.map((g) => g.trace)).toEqual([1, 2]);
});

test('what a load balancer that is a proxy chooses is a Node, as for any other', () => {
  const result = exampleResult('loadBalancer');
  const traces = result.reach!.traces.map((trace) => ({
    ...trace,
    hops: trace.hops.map((hop, i) =>
      hop.at.kind === 'loadBalancer' && !hop.reply
        ? { ...hop, after: { ...hop.after, dst: `192.168.251.${trace.hops[i + 1]!.at.name}` } }
        : hop,
    ),
  }));
  const told = ({ timeline }: ReturnType<typeof filmOf>) =>
    timeline.ghosts.map(({ trace, chance, label }) => [trace, chance, label]);
  expect(told(filmOf({ ...result, reach: { ...result.reach!, traces } }))).toEqual(told(filmOf(result)));
});

test('a dropped packet stays as an outline where it died, and the client waits', () => {
  const { timeline } = film('dropped');
  const end = packetAt(timeline, timeline.duration);
  expect(end).toMatchObject({ shape: 'outline', hop: 2 });
  expect(timeline.events.map((e) => [e.kind, e.text])).toEqual([
    ['dropped', 'n2 drops it: tomcat-service has no endpoint on n2 and externalTrafficPolicy is Local.'],
    ['timeout', 'no answer: timeout'],
  ]);
});

test('the text twin says where, what changed and when', () => {
  const lines = hopList(film('loadBalancer').timeline);
  expect(lines[2]).toMatchObject({
    place: 'n2',
    hook: 'nat PREROUTING',
    changed: ['dst'],
    dst: { text: '10.244.3.2:8080', network: 'pod' },
  });
  expect(lines.every((l, i) => i === 0 || l.start === lines[i - 1]!.end)).toBe(true);
});

test('where not all ways are listed, no chance is told too large', () => {
  const result = exampleResult();
  const reach = result.reach!;
  for (const trace of reach.traces) trace.share /= 100;
  reach.truncated = true;
  const scene = layoutScene(result, { width: 744, height: 680 }, { words: en });
  const { ghosts, chance } = timelineOf(result, scene, result.taken)!;
  expect(ghosts.length).toBeGreaterThan(0);
  for (const told of [chance, ...ghosts.map((g) => g.chance)]) expect(told).toBeLessThanOrEqual(0.01);
});
