import type { CDPSession, Page } from '@playwright/test';

/** What a long use of the page came to. */
export interface Session {
  /** How long each interaction took until the next frame showed it, in milliseconds; below 16 it counts as 16. */
  interactions: number[];
  /** Bytes of what the page holds and nothing can free, at the beginning, after each quarter, and at the end. */
  heaps: number[];
  /** The same with what the browser has compiled and logged meanwhile: that grows while more of the code gets hot. */
  withCode: number[];
  /** The slowest interactions: what they were. */
  slowest: string[];
}

/** Runs before the page's own scripts. It keeps counts and not entries: what it held would count as the page's. */
const observe = `
  globalThis.counts = {};
  globalThis.slowest = [];
  const open = new Map();
  const close = (id) => {
    const { duration, what } = open.get(id);
    open.delete(id);
    counts[duration] = (counts[duration] ?? 0) + 1;
    slowest = [...slowest, { duration, what }].sort((a, b) => b.duration - a.duration).slice(0, 12);
  };
  globalThis.closeAll = () => [...open.keys()].forEach(close);
  new PerformanceObserver((list) => {
    for (const { interactionId: id, duration, name, target } of list.getEntries()) {
      if (!id || duration <= (open.get(id)?.duration ?? 0)) continue;
      open.set(id, { duration, what: name + ' on ' + (target?.textContent?.trim().slice(0, 16) ?? '') });
      // events of one interaction come together
      if (open.size > 20) close(open.keys().next().value);
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
`;

/** One minute of somebody who tries everything: about forty interactions. */
export async function minute(page: Page): Promise<void> {
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

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
  nodes: number[];
  strings: string[];
}

/** What the browser keeps for itself: its log of slow frames, which it limits, and lists about compiled code. */
const NOT_OURS = /^(system \/ |Performance|blink::ScriptTiming|LargestContent|InteractionContent|TaskAttribution)/;

/** What is held once everything that can be freed has been. */
async function held(page: Page, cdp: CDPSession): Promise<{ heap: number; withCode: number }> {
  await page.waitForTimeout(500);
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  const chunks: string[] = [];
  const collect = ({ chunk }: { chunk: string }): number => chunks.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', collect);
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', collect);
  const { snapshot, nodes, strings } = JSON.parse(chunks.join('')) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [kind, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field)) as [
    number,
    number,
    number,
  ];
  const others = new Set(['code', 'object shape'].map((type) => types[0].indexOf(type)));
  const notOurs = strings.map((text) => NOT_OURS.test(text));
  let [heap, withCode] = [0, 0];
  for (let i = 0; i < nodes.length; i += fields.length) {
    withCode += nodes[i + size]!;
    if (!others.has(nodes[i + kind]!) && !notOurs[nodes[i + name]!]) heap += nodes[i + size]!;
  }
  return { heap, withCode };
}

/** Minutes for what is loaded once and kept. */
const WARM_UP = 4;

/** Counts interactions from here on; to be called before the page is opened. */
export const observeInteractions = (page: Page): Promise<unknown> => page.addInitScript(observe);

/** Forgets what was counted; returns how many interactions there were. */
export const forgetInteractions = (page: Page): Promise<number> =>
  page.evaluate<number>('closeAll(), (counts = {}), (slowest = []), performance.interactionCount');

/** Milliseconds of each interaction since `before` were forgotten, and what the slowest were. */
export async function interactionsSince(
  page: Page,
  before: number,
): Promise<Pick<Session, 'interactions' | 'slowest'>> {
  const [after, counts, slowest] = await page.evaluate<
    [number, Record<string, number>, { duration: number; what: string }[]]
  >('closeAll(), [performance.interactionCount, counts, slowest]');
  const seen = Object.entries(counts).flatMap(([duration, n]) => Array<number>(n).fill(Number(duration)));
  return {
    interactions: [...seen, ...Array<number>(Math.max(0, after - before - seen.length)).fill(16)],
    slowest: slowest.map(({ duration, what }) => `${duration} ms ${what}`),
  };
}

/** Uses the page for so many minutes, after the first ones. */
export async function spend(
  page: Page,
  address: string,
  minutes: number,
  oneMinute: (page: Page) => Promise<void> = minute,
): Promise<Session> {
  await observeInteractions(page);
  await page.goto(address);
  await page.locator('.kubehop-picture').waitFor();
  const cdp = await page.context().newCDPSession(page);
  for (let i = 0; i < WARM_UP; i++) await oneMinute(page);
  const before = await forgetInteractions(page);
  const states = [await held(page, cdp)];
  for (let i = 1; i <= minutes; i++) {
    await oneMinute(page);
    if (i % Math.ceil(minutes / 4) === 0 || i === minutes) states.push(await held(page, cdp));
  }
  return {
    ...(await interactionsSince(page, before)),
    heaps: states.map(({ heap }) => heap),
    withCode: states.map(({ withCode }) => withCode),
  };
}
