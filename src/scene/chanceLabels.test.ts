import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Chance, chanceLabels } from './chanceLabels.ts';

const sizeOf = (text: string) => ({ w: 9 * text.length + 8, h: 16 });
const at = (x: number, y: number, chance: number, trace: number): Chance => ({ x, y, chance, trace, network: 'pod' });

it('leaves alone what has room', () => {
  const labels = chanceLabels([at(0, 0, 0.25, 1), at(100, 0, 0.25, 2)], at(0, 60, 0.5, 0), sizeOf);
  expect(labels.map(({ text, taken }) => `${text} ${taken}`)).toEqual(['25% false', '25% false', '50% true']);
});

it('counts what would overlap, and adds up what differs', () => {
  const same = chanceLabels([at(0, 0, 0.08, 1), at(12, 0, 0.08, 2), at(24, 4, 0.08, 3)], null, sizeOf);
  expect(same.map(({ text, traces }) => [text, traces])).toEqual([['3× 8%', [1, 2, 3]]]);
  const other = chanceLabels([at(0, 0, 0.05, 1), at(12, 0, 0.2, 2)], null, sizeOf);
  expect(other.map(({ text, traces }) => [text, traces])).toEqual([['2: 25%', [2, 1]]]);
});

it('keeps the way taken by itself', () => {
  const [ghost, taken] = chanceLabels([at(4, 3, 0.5, 1)], at(0, 0, 0.5, 0), sizeOf);
  expect(taken).toMatchObject({ x: 0, y: 0, taken: true });
  expect(ghost!.y).toBeGreaterThanOrEqual(16);
});

it('writes none over another, and loses none, wherever they are', () => {
  const place = fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 80 }) });
  fc.assert(
    fc.property(fc.array(place, { maxLength: 13 }), fc.option(place), (places, own) => {
      const ghosts = places.map(({ x, y }, i) => at(x, y, (i + 1) / 100, i + 1));
      const labels = chanceLabels(ghosts, own && at(own.x, own.y, 0.5, 0), sizeOf);
      for (const [i, a] of labels.entries())
        for (const b of labels.slice(i + 1))
          expect(Math.abs(a.x - b.x) >= (a.w + b.w) / 2 || Math.abs(a.y - b.y) >= (a.h + b.h) / 2).toBe(true);
      const told = labels.flatMap(({ traces }) => traces).sort((a, b) => a - b);
      expect(told).toEqual([...(own ? [0] : []), ...ghosts.map(({ trace }) => trace)]);
    }),
  );
});
