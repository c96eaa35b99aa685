import type { Page } from '@playwright/test';
import { missingBuild, onPage } from './onPage.ts';
import { minute, spend } from './session.ts';

/** How much more the page may hold at the end than at the beginning. */
const FLAT = 1.05;
/** Milliseconds until the next frame shows what an interaction did, of 98 in 100: P10's. */
const MOST_MS = 100;
/** Milliseconds from frame to frame, of 95 in 100: P7's, one frame of a display of 60 Hz and what a clock misses. */
const MOST_FRAME_MS = 20;
/** Minutes of use in one round of `mixed`, at the pace of a person. */
const ROUND_MINUTES = 2.5;
const SPEED = 4;

export interface Soaked {
  /** Of use. */
  minutes: number;
  /** By the clock. */
  took: number;
  interactions: number;
  /** Milliseconds of the 98th of a hundred interactions. */
  p98: number;
  /** Milliseconds from frame to frame, of 95 and 99 in 100. */
  frames: { p95: number; p99: number };
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

/** Counts frames by the milliseconds since the one before; runs before the page's own scripts. */
const observeFrames = `
  globalThis.frameGaps = {};
  let last = performance.now();
  const frame = (now) => {
    const gap = Math.max(0, Math.round(now - last));
    frameGaps[gap] = (frameGaps[gap] ?? 0) + 1;
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
`;

/** The gap that so many in a hundred do not exceed. */
export function gapOf(counts: Record<string, number>, hundredth: number): number {
  const gaps = Object.entries(counts).map(([ms, n]) => [Number(ms), n] as const);
  const wanted = (gaps.reduce((sum, [, n]) => sum + n, 0) * hundredth) / 100;
  let seen = 0;
  return gaps.toSorted(([a], [b]) => a - b).find(([, n]) => (seen += n) >= wanted)?.[0] ?? 0;
}

/** What `minute` has, with packets at four times the speed, and what else goes in and out of the page: a file, commands, the link. */
async function mixed(page: Page): Promise<void> {
  await page.getByLabel('Speed').selectOption(String(SPEED));
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

/** One round, and the rest of the time that a person would need for it, at four times the speed. */
async function round(page: Page): Promise<void> {
  const rest = page.waitForTimeout((ROUND_MINUTES * 60_000) / SPEED);
  await mixed(page);
  await rest;
}

/** So many minutes of mixed use of the built page at four times the speed, after rounds in which everything is loaded once. */
export async function soak(minutes: number): Promise<Soaked> {
  const missing = missingBuild();
  if (missing) throw new Error(missing);
  const errors: string[] = [];
  const from = performance.now();
  const { interactions, heaps, gaps } = await onPage(async (page, address) => {
    await page.addInitScript(observeFrames);
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const session = await spend(page, address, Math.ceil(minutes / ROUND_MINUTES), round);
    return { ...session, gaps: await page.evaluate<Record<string, number>>('frameGaps') };
  });
  const frames = { p95: gapOf(gaps, 95), p99: gapOf(gaps, 99) };
  const p98 = interactions.toSorted((a, b) => a - b)[Math.floor(interactions.length * 0.98)] ?? 0;
  const growth = (heaps.at(-1) ?? 0) / (heaps[0] ?? 1);
  return {
    minutes,
    took: (performance.now() - from) / 60_000,
    interactions: interactions.length,
    p98,
    frames,
    held: heaps.map((bytes) => bytes / 1e6),
    errors,
    short: [
      ...(growth > FLAT ? [`the page holds ${((growth - 1) * 100).toFixed(1)} % more at the end`] : []),
      ...(errors.length > 0 ? [`${errors.length} errors, first ${errors[0]}`] : []),
      ...(p98 > MOST_MS ? [`98 of 100 interactions are shown within ${p98} ms; ${MOST_MS} are wanted`] : []),
      ...(frames.p95 > MOST_FRAME_MS
        ? [`95 of 100 frames come within ${frames.p95} ms; ${MOST_FRAME_MS} are wanted`]
        : []),
    ],
  };
}
