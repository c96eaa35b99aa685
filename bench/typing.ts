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

const drop = (text: string): void => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], 'cluster.yaml'));
  dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
};

/** Somebody drops a file of a large cluster on the page, and types into it. */
export async function typeIntoLarge(
  page: Page,
  address: string,
): Promise<Pick<Session, 'interactions' | 'slowest'> & { calculations: number }> {
  await observeInteractions(page);
  await page.addInitScript(countCalculations);
  await page.goto(address);
  await page.locator('.cm-line').first().waitFor();
  await page.evaluate(drop, clusterText(sizes.L.services, sizes.L.nodes));
  await page.getByText(`${grouped(sizes.L.services * 10)} endpoints ready`).waitFor({ timeout: 60_000 });
  await page.locator('.cm-line').nth(4).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' #');
  const before = await forgetInteractions(page);
  await page.evaluate('calculations = 0');
  for (let word = 0; word < WORDS; word++) {
    await page.keyboard.type(WORD, { delay: KEY });
    await page.waitForTimeout(BREATH);
  }
  await page.waitForTimeout(1000);
  return {
    ...(await interactionsSince(page, before)),
    calculations: await page.evaluate<number>('calculations'),
  };
}
