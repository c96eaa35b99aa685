import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { InlineConfig } from 'vite';
import { chromiumOptions } from '../scripts/install.mjs';
import { served } from './onPage.ts';
import { untilQuiet } from './processorTime.ts';

/** Cold loads of a page. */
export interface ColdLoads {
  /** Milliseconds from the navigation until it was there. */
  times: number[];
  /** Bytes that the first of them asked for until then, gzipped; kilobytes are thousands. */
  bytes: number;
}

/** How many times slower the processor is made: a phone of the middle class. */
const SLOWDOWN = 4;
const REPEATS = 5;

/** Notes when a packet first moves: the player plays, and a frame has been painted since. */
const noteMoving = `
  new MutationObserver((_, observer) => {
    const playing = [...document.querySelectorAll('button')].some((b) =>
      /^Pause/.test(b.getAttribute('aria-label') ?? b.textContent ?? ''));
    if (!playing) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => console.debug('there', performance.now())));
  }).observe(document, { subtree: true, childList: true, attributes: true });
`;

/** Notes when the network has been quiet for half a second: everything that comes by itself is there. */
const noteQuiet = `
  addEventListener('load', () => setTimeout(() => console.debug('there', performance.now()), 500));
`;

async function load(browser: Browser, address: string, note: string, size?: (bytes: number) => void): Promise<number> {
  // a context of its own has an empty cache
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  const page: Page = await context.newPage();
  // a window of its own starts parts of the browser's, which would take the processor from the page
  await untilQuiet(browser);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.addInitScript(note);
  const bodies: Promise<number>[] = [];
  // to compress what comes costs time, which the page would miss: only a load that is not timed is measured so
  if (size)
    page.on('response', (response) =>
      bodies.push(
        response.body().then(
          (body) => gzipSync(body, { level: 9 }).length,
          () => 0,
        ),
      ),
    );
  // to ask the page again and again would slow it
  const told = page.waitForEvent('console', (message) => message.text().startsWith('there '));
  await page.goto(address);
  const time = Number((await told).text().split(' ')[1]);
  size?.((await Promise.all(bodies)).reduce((sum, n) => sum + n, 0));
  await context.close();
  return time;
}

/** `told`: the page notes it itself. */
const notes = { moving: noteMoving, quiet: noteQuiet, told: '' };
type Until = keyof typeof notes;

/** A page to load: its path, and where another build than ours is. */
interface Cold {
  path: string;
  until: Until;
  built?: InlineConfig;
}

/**
 * Loads pages some times with an empty cache, until a packet moves in them, or until they are quiet. Each has its turn: a
 * machine that slows down meanwhile slows all of them.
 */
export async function coldLoads(pages: readonly Cold[]): Promise<ColdLoads[]> {
  const all = pages.map((): ColdLoads => ({ times: [], bytes: 0 }));
  const servers = await Promise.all(pages.map(({ built }) => served(built)));
  const browser = await chromium.launch(chromiumOptions());
  try {
    for (let i = 0; i <= REPEATS; i++)
      for (const [n, { path, until }] of pages.entries()) {
        const loads = all[n] as ColdLoads;
        const measure = i > 0 ? undefined : (sum: number): void => void (loads.bytes = sum);
        const time = await load(browser, `${servers[n]?.address}${path}`, notes[until], measure);
        if (i > 0) loads.times.push(time);
      }
  } finally {
    await browser.close();
    await Promise.all(servers.map((server) => server.close()));
  }
  return all;
}
