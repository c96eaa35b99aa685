import type { Page } from '@playwright/test';
import { inPages, needsChromium } from './inPages.ts';
import type { Row } from './Row.ts';

const REPEATS = 5;

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds of the processor. */
  tdur?: number;
  args?: { name?: string };
}

/** Milliseconds of the processor that the longest task of a page took while something was done. */
async function longestTask(page: Page, work: () => Promise<unknown>): Promise<number> {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser');
  await browser.startTracing(page, { categories: ['toplevel'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const main = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf),
  );
  const tasks = traceEvents.filter((event) => event.tdur && main.has(threadOf(event)));
  if (!tasks.length) throw new Error('no task was traced');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/** The longest task of each repeat, after one that warms up; and how many results there were. */
async function crossings(page: Page): Promise<{ tasks: number[]; results: number }> {
  const results = await page.evaluate<number>('run()');
  const tasks: number[] = [];
  for (let i = 0; i < REPEATS; i++) tasks.push(await longestTask(page, () => page.evaluate('run()')));
  return { tasks, results };
}

export const rows: Row[] = [
  {
    id: 'P8',
    title: 'the results of 100,000 pairs, from the worker to the page: its longest task',
    against: 'the same as a list of objects',
    goal: 6,
    most: 8,
    missing: needsChromium,
    measure: async () => {
      const { ours, peer } = await inPages('crossing', { services: 50, nodes: 10 }, crossings);
      const note = `${ours.results.toLocaleString('en')} results of 50 Services and 500 Pods: rows that are alike share their cells`;
      return { ours: ours.tasks, peer: peer.tasks, note };
    },
  },
];
