import type { CDPSession, Page } from '@playwright/test';

/** What a long use of the page came to. */
export interface Session {
  /** How long each interaction took until the next frame showed it, in milliseconds; below 16 it counts as 16. */
  interactions: number[];
  /** Bytes of the page's heap that nothing can free, at the beginning, after each quarter, and at the end. */
  heaps: number[];
  /** Elements of the document and everything that still holds one, at the same moments. */
  nodes: number[];
  /** The slowest interactions: what they were. */
  slowest: string[];
}

/** Runs before the page's own scripts. */
const observe = `
  globalThis.slow = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, duration, name, target } of list.getEntries()) {
      if (!interactionId || duration <= (slow.get(interactionId)?.duration ?? 0)) continue;
      const on = target?.closest?.('[aria-label]')?.getAttribute('aria-label') ?? target?.textContent?.slice(0, 20) ?? '';
      slow.set(interactionId, { duration, what: name + ' on ' + (target?.textContent?.slice(0, 16) || on) });
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
`;

/** One minute of somebody who tries everything: about forty interactions. */
async function minute(page: Page): Promise<void> {
  const { keyboard, mouse } = page;
  const button = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const view = (name: string) => page.getByRole('tab', { name, exact: true }).click();
  // the text: a label more, and away again; what is typed is calculated in between
  await page.locator('.cm-line').nth(5).click();
  await keyboard.press('End');
  await keyboard.type(' # tried', { delay: 50 });
  await page.waitForTimeout(150);
  for (let i = 0; i < ' # tried'.length; i++) await keyboard.press('Backspace', { delay: 10 });
  // traffic
  for (const name of ['Send 1', 'Send 100', 'All ways']) await button(name);
  const to = page.getByLabel('To', { exact: true });
  for (const index of [1, 0]) await to.selectOption({ index });
  await page.waitForTimeout(150);
  // the player: to and fro, by hops and on the scrubber
  const slider = page.getByRole('slider', { name: 'Position in the connection' });
  await slider.focus();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'End', 'Home'])
    await keyboard.press(key);
  const box = (await slider.boundingBox())!;
  await mouse.move(box.x + 8, box.y + box.height / 2);
  await mouse.down();
  await mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, { steps: 12 });
  await mouse.up();
  await page.getByRole('list', { name: 'Hops' }).getByRole('button').nth(2).click();
  // the picture: pan, zoom, choose
  const map = (await page.locator('.kubehop-picture').boundingBox())!;
  const [x, y] = [map.x + map.width / 2, map.y + map.height / 2];
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x - 90, y + 30, { steps: 10 });
  await mouse.up();
  for (const turn of [-120, -120, 120, 120]) await mouse.wheel(0, turn);
  await button('Fit the picture into its window');
  await mouse.click(map.x + map.width * 0.35, map.y + map.height * 0.25);
  for (const layer of ['Cluster', 'Cluster']) await button(layer);
  // the other views, another theme, another language
  for (const name of ['Ladder', 'Table', 'Matrix', 'Compare']) {
    await view(name);
    await page.waitForTimeout(250);
    await slider.focus();
    await keyboard.press('ArrowRight');
  }
  await view('Map');
  for (let i = 0; i < 3; i++) await page.getByRole('button', { name: /^Theme/ }).click();
  await button('简体中文');
  await button('English');
}

async function quiet(page: Page, cdp: CDPSession): Promise<{ heap: number; nodes: number }> {
  await page.waitForTimeout(500);
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes } = await cdp.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes };
}

/** Uses the page for so many minutes; the first two are for what is loaded once and kept. */
export async function useFor(page: Page, address: string, minutes: number): Promise<Session> {
  await page.addInitScript(observe);
  await page.goto(address);
  await page.locator('.kubehop-picture').waitFor();
  const cdp = await page.context().newCDPSession(page);
  for (let i = 0; i < 2; i++) await minute(page);
  const counted = () =>
    page.evaluate<[number, { duration: number; what: string }[]]>(
      '[performance.interactionCount, [...slow.values()].sort((a, b) => b.duration - a.duration)]',
    );
  const [before] = await counted();
  await page.evaluate('slow.clear()');
  const states = [await quiet(page, cdp)];
  for (let i = 1; i <= minutes; i++) {
    await minute(page);
    if (i % Math.ceil(minutes / 4) === 0 || i === minutes) states.push(await quiet(page, cdp));
  }
  const [after, slow] = await counted();
  const quick = Math.max(0, after - before - slow.length);
  return {
    interactions: [...slow.map(({ duration }) => duration), ...Array<number>(quick).fill(16)],
    heaps: states.map(({ heap }) => heap),
    nodes: states.map(({ nodes }) => nodes),
    slowest: slow.slice(0, 12).map(({ duration, what }) => `${duration} ms ${what}`),
  };
}
