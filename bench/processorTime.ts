import { setTimeout } from 'node:timers/promises';
import type { Browser, CDPSession } from '@playwright/test';

/** Milliseconds in which a quiet browser uses next to nothing, and how much that is. */
const PAUSE = 500;
const NEXT_TO_NOTHING = 25;
/** So many quiet pauses are rest; after so many others nobody waits any longer. */
const REST = 2;
const PATIENCE = 60;

/** Milliseconds of processors that the browser has used: its pages, their workers, and what paints them. */
async function processorTime(cdp: CDPSession): Promise<number> {
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/** Waits until the browser is at rest; resolves to the time that it has used until then. */
export async function untilQuiet(browser: Browser): Promise<number> {
  const cdp = await browser.newBrowserCDPSession();
  let last = await processorTime(cdp);
  for (let i = 0, quiet = 0; i < PATIENCE; i++) {
    await setTimeout(PAUSE);
    const now = await processorTime(cdp);
    quiet = now - last < NEXT_TO_NOTHING ? quiet + 1 : 0;
    if (quiet === REST) {
      await cdp.detach();
      return now;
    }
    last = now;
  }
  throw new Error('never quiet');
}
