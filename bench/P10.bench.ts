import { missingBuild as missing, onPage } from './onPage.ts';
import type { Row } from './Row.ts';
import { spend } from './session.ts';
import { typeIntoLarge } from './typing.ts';

/** About a thousand interactions: what somebody does in an hour. */
const MINUTES = 24;
/** How much more the page may hold at the end than at the beginning. */
const FLAT = 1.05;

const megabytes = (bytes: readonly number[]): string => bytes.map((b) => (b / 1e6).toFixed(2)).join(' → ');

export const rows: Row[] = [
  {
    id: 'P10',
    title: 'an hour of use, compressed: interaction to next paint',
    against: 'the most that web.dev calls good',
    goal: 2,
    most: 100,
    quantile: 0.98,
    missing,
    async measure() {
      const { interactions, heaps, withCode, slowest } = await onPage((page, address) => spend(page, address, MINUTES));
      const growth = (heaps.at(-1) ?? 0) / (heaps[0] ?? 1);
      const percent = `${((growth - 1) * 100).toFixed(1)} %`;
      return {
        ours: interactions,
        peer: [200],
        note: `${interactions.length} interactions; held: ${megabytes(heaps)} MB, ${percent} more; with what the browser compiled and logged ${megabytes(withCode)} MB; slowest: ${slowest.slice(0, 4).join(', ')}`,
        failed: growth > FLAT ? `the page holds ${percent} more at the end` : undefined,
      };
    },
  },
  {
    id: 'P10.typing',
    title: '200 characters at 20 a second into 1,000 Services and 10,000 Pods, while they are calculated',
    against: 'the most that web.dev calls good',
    goal: 2,
    most: 100,
    quantile: 0.98,
    missing,
    async measure() {
      const { interactions, slowest, calculations } = await onPage(typeIntoLarge);
      return {
        ours: interactions,
        peer: [200],
        note: `${interactions.length} interactions during ${calculations} calculations; slowest: ${slowest.slice(0, 4).join(', ')}`,
        failed: calculations < 2 ? 'nothing was calculated meanwhile' : undefined,
      };
    },
  },
];
