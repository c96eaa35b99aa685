import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { createServer, type InlineConfig } from 'vite';
import { chromiumOptions, findChromium } from '../scripts/install.mjs';
import type { leanCytoscape as leanPlugin } from '../scripts/lean-cytoscape.mjs';

/** What a page of bench/pages tells after its run: milliseconds of each frame. */
export interface PageRun {
  /** Everything that ran in the frame. */
  script: number[];
  /** From frame to frame, by the time that `requestAnimationFrame` gives: one that is left out is seen twice as long. */
  gaps: number[];
  elements: number;
}

export const needsChromium = (): string | undefined => (findChromium() ? undefined : 'needs Chromium');

const served: InlineConfig = { configFile: false, logLevel: 'error', server: { host: '127.0.0.1' } };
/** Ours runs with the Cytoscape that the page ships, the peer with the whole one. */
async function lean(): Promise<InlineConfig> {
  // it finds the library's source beside itself, so it is not to be built into this file
  const script = pathToFileURL(resolve('scripts/lean-cytoscape.mjs')).href;
  const { leanCytoscape } = (await import(/* @vite-ignore */ script)) as { leanCytoscape: typeof leanPlugin };
  return {
    plugins: [{ ...leanCytoscape(), apply: 'serve' }],
    cacheDir: '.cache/bench-lean',
    optimizeDeps: {
      exclude: ['cytoscape'],
      include: ['debounce', 'get', 'set', 'toPath'].map((name) => `lodash/${name}.js`),
    },
  };
}

type Query = Record<string, string | number>;

/** A page of bench/pages, ours and the peer's one after the other in one browser. */
export const inPages = <Run>(page: string, query: Query, run: (page: Page) => Promise<Run>) =>
  inPagesOf(['ours', 'peer'], page, query, run);

/** The same as each of these draws it. */
export async function inPagesOf<Run, Who extends string>(
  whose: readonly Who[],
  page: string,
  query: Query,
  run: (page: Page) => Promise<Run>,
): Promise<Record<Who, Run>> {
  const browser = await chromium.launch(chromiumOptions());
  const open = async (who: Who): Promise<Run> => {
    const server = await createServer(who === 'ours' ? { ...served, ...(await lean()) } : served);
    await server.listen();
    const tab = await browser.newPage({ viewport: { width: 1300, height: 820 } });
    const asked = new URLSearchParams({ ...query, who } as Record<string, string>);
    await tab.goto(`${server.resolvedUrls?.local[0]}bench/pages/${page}.html?${asked}`);
    await tab.waitForFunction('typeof run === "function"');
    const answer = await run(tab);
    await tab.close();
    await server.close();
    return answer;
  };
  try {
    const runs = {} as Record<Who, Run>;
    for (const who of whose) runs[who] = await open(who);
    return runs;
  } finally {
    await browser.close();
  }
}

/** The time that a share of all does not exceed: `16.6`. */
export const late = (times: readonly number[], share = 0.95): string =>
  (times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1);

/** `p50 16.6 ms, p95 18.0 ms`. */
export const gapNote = (gaps: readonly number[]): string => `p50 ${late(gaps, 0.5)} ms, p95 ${late(gaps)} ms`;

/** `41 elements, no GPU: 60 frames/s, gap p50 16.6 ms, p95 18.0 ms`. */
export function frameNote({ gaps, elements }: PageRun): string {
  const fps = ((1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)).toFixed(0);
  return `${elements} elements, no GPU: ${fps} frames/s, gap ${gapNote(gaps)}`;
}
