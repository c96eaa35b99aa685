import type { Page } from '@playwright/test';
import { grouped } from '../src/words/grouped.ts';

/** What somebody drops on the page, and how many endpoints it has when it is calculated. */
export interface DroppedText {
  text: string;
  endpoints: number;
}

const drop = (text: string): void => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], 'cluster.yaml'));
  dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
};

/** Opens the page, drops a file on it, and waits until that is calculated. */
export async function openDropped(page: Page, address: string, { text, endpoints }: DroppedText): Promise<void> {
  await page.goto(address);
  await page.locator('.cm-line').first().waitFor();
  await page.evaluate(drop, text);
  await page.getByText(`${grouped(endpoints)} endpoints ready`).waitFor({ timeout: 60_000 });
}
