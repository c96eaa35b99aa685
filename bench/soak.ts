import type { Page } from '@playwright/test';
import { missingBuild, onPage } from './onPage.ts';
import { minute, spend } from './session.ts';

/** How much more the page may hold at the end than at the beginning. */
const FLAT = 1.05;
/** Milliseconds until the next frame shows what an interaction did, of 98 in 100. */
const MOST_MS = 100;

export interface Soaked {
  minutes: number;
  interactions: number;
  /** Milliseconds of the 98th of a hundred interactions. */
  p98: number;
  /** Megabytes that the page holds: at the beginning, after each quarter, at the end. */
  held: number[];
  errors: string[];
  short: string[];
}

const IMPORTED = `apiVersion: v1
kind: Service
metadata: {name: imported}
spec: {selector: {app: imported}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: imported, labels: {app: imported}}
spec: {nodeName: n1, containers: [{name: c, image: nginx, ports: [{containerPort: 80}]}]}
`;

/** What `minute` has, at four times the speed, and what else goes in and out of the page: a file, commands, the link. */
async function mixed(page: Page): Promise<void> {
  await page.getByLabel('Speed').selectOption('4');
  await minute(page);
  const dataTransfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'imported.yaml', { type: 'text/yaml' }));
    return transfer;
  }, IMPORTED);
  await page.dispatchEvent('body', 'drop', { dataTransfer });
  await page.getByText('imported').first().waitFor();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+z');
  await page.waitForTimeout(300);
  await page.getByRole('tab', { name: 'Terminal', exact: true }).click();
  const command = page.getByRole('textbox', { name: 'Command' });
  for (const line of ['kubectl get svc -o wide', 'curl -s tomcat-service', 'clear']) {
    await command.fill(line);
    await command.press('Enter');
    await page.waitForTimeout(150);
  }
  await page.getByRole('tab', { name: 'scenario.yaml', exact: true }).click();
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
}

/** So many minutes of mixed use of the built page, after those in which everything is loaded once. */
export async function soak(minutes: number): Promise<Soaked> {
  const missing = missingBuild();
  if (missing) throw new Error(missing);
  const errors: string[] = [];
  const { interactions, heaps } = await onPage((page, address) => {
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    return spend(page, address, minutes, mixed);
  });
  const p98 = interactions.toSorted((a, b) => a - b)[Math.floor(interactions.length * 0.98)] ?? 0;
  const growth = (heaps.at(-1) ?? 0) / (heaps[0] ?? 1);
  return {
    minutes,
    interactions: interactions.length,
    p98,
    held: heaps.map((bytes) => bytes / 1e6),
    errors,
    short: [
      ...(growth > FLAT ? [`the page holds ${((growth - 1) * 100).toFixed(1)} % more at the end`] : []),
      ...(errors.length > 0 ? [`${errors.length} errors, first ${errors[0]}`] : []),
      ...(p98 > MOST_MS ? [`98 of 100 interactions are shown within ${p98} ms; ${MOST_MS} are wanted`] : []),
    ],
  };
}
