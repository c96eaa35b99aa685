import type { Page } from '@playwright/test';
import { grouped } from '../src/words/grouped.ts';
import { clusterText, sizes } from './clusterText.ts';
import { forgetInteractions, interactionsSince, observeInteractions, type Session } from './session.ts';

const WORDS = 20;
/** With its blank ten keys, at 20 a second. */
const WORD = ' breathing';
const KEY = 50;
/** Between words, long enough for the page to begin to calculate: the next word is typed meanwhile. */
const BREATH = 130;

/** Counts what the page asks its workers to calculate. Runs before the page's own scripts. */
const countCalculations = `
  globalThis.calculations = 0;
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.kind === 'simulate') calculations += 1;
    return post.call(this, message, ...rest);
  };
`;

/** Counts anew, and looks how long it is from frame to frame. */
const watchFrames = `
  calculations = 0;
  globalThis.gaps = [];
  let last = performance.now();
  const frame = (now) => {
    gaps.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
`;

const TURNS = 8;
/** Milliseconds between two edits, in which all that the last one asked for is done. */
const REST = 1500;

/** From the next key to the next other words of the editor's status line. */
const untilOther = `new Promise((resolve) => {
  const status = () => [...document.querySelectorAll('[role=status]')].map((one) => one.textContent).join('|');
  const before = status();
  let from = 0;
  addEventListener('keydown', (event) => (from = event.timeStamp), { once: true, capture: true });
  const look = new MutationObserver(() => {
    if (from === 0 || status() === before) return;
    look.disconnect();
    resolve(performance.now() - from);
  });
  look.observe(document.body, { subtree: true, childList: true, characterData: true });
})`;

const drop = (text: string): void => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], 'cluster.yaml'));
  dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
};

/** What somebody drops on the page, and how many endpoints it has when it is calculated. */
export interface DroppedText {
  text: string;
  endpoints: number;
}

export const largeText = (): DroppedText => ({
  text: clusterText(sizes.L.services, sizes.L.nodes),
  endpoints: sizes.L.services * 10,
});

async function open(page: Page, address: string, { text, endpoints }: DroppedText): Promise<void> {
  await page.goto(address);
  await page.locator('.cm-line').first().waitFor();
  await page.evaluate(drop, text);
  await page.getByText(`${grouped(endpoints)} endpoints ready`).waitFor({ timeout: 60_000 });
}

/** Somebody drops a file on the page, and types into it. */
export async function typeInto(
  page: Page,
  address: string,
  dropped: DroppedText,
): Promise<Pick<Session, 'interactions' | 'slowest'> & { calculations: number; gaps: number[] }> {
  await observeInteractions(page);
  await page.addInitScript(countCalculations);
  await open(page, address, dropped);
  await page.locator('.cm-line').nth(4).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' #');
  const before = await forgetInteractions(page);
  await page.evaluate(watchFrames);
  for (let word = 0; word < WORDS; word++) {
    await page.keyboard.type(WORD, { delay: KEY });
    await page.waitForTimeout(BREATH);
  }
  await page.waitForTimeout(1000);
  return {
    ...(await interactionsSince(page, before)),
    calculations: await page.evaluate<number>('calculations'),
    gaps: await page.evaluate<number[]>('gaps'),
  };
}

/** How long the last key takes, ms, until the page says what is wrong with the text, and that nothing is any more. */
export async function breakAndMend(page: Page, address: string, dropped: DroppedText, line: string): Promise<number[]> {
  await open(page, address, dropped);
  await page.locator('.cm-line', { hasText: line }).first().click();
  await page.keyboard.press('End');
  const taken: number[] = [];
  for (let i = 0; i < TURNS; i++) {
    for (const key of ['x', 'Backspace']) {
      await page.waitForTimeout(REST);
      const said = page.evaluate<number>(untilOther);
      await page.keyboard.press(key);
      taken.push(await said);
    }
  }
  // the first turn loads what finds and shows problems
  return taken.slice(2);
}
