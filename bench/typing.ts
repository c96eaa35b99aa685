import type { Page } from '@playwright/test';
import { clusterText, sizes } from './clusterText.ts';
import { openDropped } from './openDropped.ts';
import { forgetInteractions, interactionsSince, observeInteractions, type Session } from './session.ts';

const WORDS = 20;
/** With its blank ten keys, at 20 a second. */
const WORD = ' breathing';
const KEY = 50;
/** Words in a line, which so is as long as lines of YAML are. */
const LINE = 4;
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

const calculated = (page: Page): Promise<number> => page.evaluate('calculations');

/** Puts the cursor into the fifth line, behind its words, wherever the editor has scrolled to. */
export async function goIn(page: Page): Promise<void> {
  await page.locator('.cm-line').nth(4).click();
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 5; line++) await page.keyboard.press('ArrowDown');
  // the first one goes to where the line is wrapped, if it is
  for (let times = 0; times < 2; times++) await page.keyboard.press('End');
  await page.keyboard.type(' #');
}

/** Two hundred characters of comments, at the cursor: so many words in each line. */
export async function typeWords(page: Page, words = WORDS, line = LINE): Promise<void> {
  const at = { delay: KEY };
  for (let word = 0; word < words; word++) {
    if (word > 0 && word % line === 0) {
      await page.keyboard.press('Enter', at);
      await page.keyboard.type('#', at);
    }
    await page.keyboard.type(WORD, at);
    await page.waitForTimeout(BREATH);
  }
}

/** Somebody drops a file of a large cluster on the page, and types into it. */
export async function typeIntoLarge(
  page: Page,
  address: string,
): Promise<Pick<Session, 'interactions' | 'slowest'> & { calculations: number }> {
  await observeInteractions(page);
  await page.addInitScript(countCalculations);
  const { services, nodes } = sizes.L;
  await openDropped(page, address, { text: clusterText(services, nodes), endpoints: services * 10 });
  await page.evaluate('calculations = 0');
  await goIn(page);
  // an edit of a text that took long waits for longer than a breath; one after an edit that was quick does not
  while ((await calculated(page)) === 0) await page.waitForTimeout(KEY);
  const before = await forgetInteractions(page);
  await page.evaluate('calculations = 0');
  await typeWords(page);
  await page.waitForTimeout(1000);
  return {
    ...(await interactionsSince(page, before)),
    calculations: await calculated(page),
  };
}
