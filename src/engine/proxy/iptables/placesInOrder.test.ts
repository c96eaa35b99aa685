import { expect, it } from 'vitest';
import { Random } from '../../cluster/Random.ts';
import { placesInOrder } from './placesInOrder.ts';

const ordered = (names: string[]): string[] => placesInOrder(names).map((place) => names[place] as string);

it.each([1, 2, 3])('is the order of the names, seed %i', (seed) => {
  const random = new Random(seed);
  const some = (letters: string, most: number): string =>
    Array.from(
      { length: Math.floor(random.next() * most) },
      () => letters[Math.floor(random.next() * letters.length)],
    ).join('');
  const names = Array.from({ length: 2000 }, () =>
    random.next() < 0.7 ? `KUBE-S${some('EV', 2)}-${some('AB27', 16)}` : some('CNI-az~é{_', 20),
  );
  expect(ordered(names)).toEqual([...names].sort());
});

it('tells places of the same name apart', () => {
  expect(placesInOrder(['KUBE-SEP-B', 'KUBE-SEP-A', 'KUBE-SEP-B'])).toEqual([1, 0, 2]);
});
