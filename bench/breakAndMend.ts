import type { Page } from '@playwright/test';
import { type DroppedText, openDropped } from './openDropped.ts';

const TURNS = 8;
/** Milliseconds between two edits, in which all that the last one asked for is done. */
const REST = 1500;

/** From the next key to certain words in the editor's status line. */
const untilSaid = (words: string): string => `
  globalThis.said = new Promise((resolve) => {
    let from = 0;
    addEventListener('keydown', (event) => (from = event.timeStamp), { once: true, capture: true });
    const look = new MutationObserver(() => {
      const lines = [...document.querySelectorAll('[role=status]')];
      if (from === 0 || !lines.some(({ textContent }) => textContent.startsWith('${words}'))) return;
      look.disconnect();
      resolve(performance.now() - from);
    });
    look.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  undefined`;

/** How long the last key takes, ms, until the page says what is wrong with the text, and that nothing is any more. */
export async function breakAndMend(page: Page, address: string, dropped: DroppedText, line: string): Promise<number[]> {
  await openDropped(page, address, dropped);
  await page.locator('.cm-line', { hasText: line }).first().click();
  await page.keyboard.press('End');
  const taken: number[] = [];
  for (let i = 0; i < TURNS; i++) {
    for (const [key, words] of [
      ['x', '1 warning'],
      ['Backspace', 'No problems'],
    ] as const) {
      await page.waitForTimeout(REST);
      await page.evaluate(untilSaid(words));
      await page.keyboard.press(key);
      taken.push(await page.evaluate<number>('said'));
    }
  }
  // the first turn loads what finds and shows problems
  return taken.slice(2);
}
