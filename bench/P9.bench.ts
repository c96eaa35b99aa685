import { encodeLink } from '../src/share/link.ts';
import { clusterText } from './clusterText.ts';
import { type ColdLoads, coldLoads } from './coldLoads.ts';
import { missingBuild } from './onPage.ts';
import type { MeasuredRow, Row } from './Row.ts';

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB gzipped`;

/** A cold load at a quarter of the speed, against the longest that it may take. */
const row = (
  id: string,
  title: string,
  { path, until, most, largest }: { path: string; until: 'moving' | 'quiet'; most: number; largest: number },
): MeasuredRow => ({
  id,
  title,
  against: 'the longest that it may take',
  goal: 1,
  most,
  missing: missingBuild,
  async measure() {
    const { times, bytes }: ColdLoads = await coldLoads(path, until);
    return {
      ours: times,
      peer: [most],
      note: `${kilobytes(bytes)} until then, of ${kilobytes(largest)}`,
      failed: bytes > largest ? `${kilobytes(bytes)} is more than ${kilobytes(largest)}` : undefined,
    };
  },
});

/** About 36,000 characters: 120 objects. */
const text = clusterText(3, 3).slice(0, 36_000);

export const rows: Row[] = [
  row('P9', 'embed, cold, processor slowed four times: until the first packet moves', {
    path: 'embed.html?embed=1&run=auto&lang=en#/s/load-balancer',
    until: 'moving',
    most: 1000,
    largest: 200_000,
  }),
  row('P9.poster', 'embed that waits for its scenario, cold, slowed four times: its poster', {
    path: 'embed.html?embed=1&lang=en#host',
    until: 'quiet',
    most: 1500, // of which it waits 500 for quiet
    largest: 30_000,
  }),
  row('P9.page', 'the whole page, cold, slowed four times: until the first packet moves', {
    path: '?lang=en#/s/load-balancer',
    until: 'moving',
    most: 2000,
    largest: 450_000,
  }),
  {
    id: 'P9.link',
    title: `a link of a scenario of ${(text.length / 1000).toFixed(0)} kB`,
    against: 'the longest that it may take',
    goal: 1,
    most: 5,
    measure: async () => {
      const ours = Array.from({ length: 25 }, () => {
        const from = performance.now();
        encodeLink({ yaml: text });
        return performance.now() - from;
      }).slice(5);
      return { ours, peer: [5], note: `${encodeLink({ yaml: text }).length} characters` };
    },
  },
];
