import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { findChromium } from '../scripts/install.mjs';
import type { Row } from './Row.ts';

interface Run {
  script: number[];
  gaps: number[];
  elements: number;
}

const SECONDS = 5;

/** Both pages in turn, in one browser: what a frame of packets costs. */
async function measure(packets: number): Promise<{ ours: number[]; peer: number[]; note: string }> {
  const server = await createServer({ configFile: false, logLevel: 'error', server: { host: '127.0.0.1' } });
  await server.listen();
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath ? { executablePath } : {}) });
  const run = async (who: string): Promise<Run> => {
    const page = await browser.newPage({ viewport: { width: 1300, height: 820 } });
    await page.goto(`${server.resolvedUrls?.local[0]}bench/pages/packets.html?packets=${packets}&who=${who}`);
    await page.waitForFunction('typeof run === "function"');
    const answer = (await page.evaluate(`run(${SECONDS * 1000})`)) as Run;
    await page.close();
    return answer;
  };
  try {
    const ours = await run('ours');
    const peer = await run('peer');
    const gaps = ours.gaps.toSorted((a, b) => a - b);
    const at = (share: number): string => (gaps[Math.floor(gaps.length * share)] ?? 0).toFixed(1);
    const fps = ((1000 * ours.gaps.length) / ours.gaps.reduce((sum, gap) => sum + gap, 0)).toFixed(0);
    const note = `${ours.elements} elements, no GPU: ${fps} frames/s, gap p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
    return { ours: ours.script, peer: peer.script, note };
  } finally {
    await browser.close();
    await server.close();
  }
}

export const rows: Row[] = [1000, 10_000].map((packets) => ({
  id: packets === 1000 ? 'P6' : 'P6.10k',
  title: `${packets.toLocaleString('en')} packets in flight: script a frame`,
  against: 'as many Cytoscape nodes moved',
  goal: 20,
  most: packets === 1000 ? 2 : 4,
  missing: () => (findChromium() ? undefined : 'needs Chromium'),
  measure: () => measure(packets),
}));
