// Faults that come while the page is in use, or left alone for long (docs/faults.md).
import { chromium, test as foreign } from '@playwright/test';
import { findChromium } from '../../scripts/install.mjs';
import { expect, nodePortText, test } from '../kubehop.ts';
import { Kubehop } from '../page.ts';

const position = (page: Kubehop['page']) => page.getByRole('slider', { name: 'Position in the connection' });
const place = async (page: Kubehop['page']): Promise<number> =>
  Number(await position(page).getAttribute('aria-valuenow'));

test('a page that was frozen for a day while it played goes on where it was (T39)', async ({ page }) => {
  await page.clock.install();
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await page.getByRole('button', { name: 'Send 1', exact: true }).click();
  await page.clock.runFor(300);
  const before = await place(page);
  await page.clock.fastForward('24:00:00');
  await page.clock.runFor(50);
  expect((await place(page)) - before).toBeLessThan(1);
});

test('a machine whose clock is set while the page plays and saves loses nothing (T45)', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(`# first\n${nodePortText('Cluster', 'n1')}`);
  await page.waitForTimeout(1000);
  await page.clock.setSystemTime(new Date('1999-12-31T23:59:59Z'));
  await page.getByRole('button', { name: 'Send 1', exact: true }).click();
  await kubehop.write(`# second\n${nodePortText('Cluster', 'n1')}`);
  await page.waitForTimeout(1000);
  await page.reload();
  await expect(kubehop.editor).toContainText('# second');
});

test('a store that is emptied while the page is in use is filled again (T42)', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(`# before\n${nodePortText('Cluster', 'n1')}`);
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await kubehop.write(`# after\n${nodePortText('Cluster', 'n2')}`);
  await page.waitForTimeout(1000);
  await page.reload();
  await expect(kubehop.editor).toContainText('# after');
  await expect(kubehop.hops.first()).toBeVisible();
});

test('a worker that the browser ends is replaced, and the next edit is drawn (T20)', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  const workers = page.workers();
  expect(workers.length).toBeGreaterThan(0);
  for (const worker of workers) await worker.evaluate('self.close()').catch(() => {});
  await kubehop.write(nodePortText('Cluster', 'n2'));
  await expect(page.getByText('The calculation took too long and was stopped.')).toBeVisible({ timeout: 30_000 });
  await expect(kubehop.hops.first()).toBeVisible();
  await kubehop.write(nodePortText('Cluster', 'n3'));
  await kubehop.sendTo('■ node port');
  await expect(kubehop.hops.filter({ hasText: 'n3' }).first()).toBeVisible({ timeout: 20_000 });
});

foreign('a page whose worker is out of memory lives, or has its text again in a new tab (T20)', async () => {
  const executablePath = findChromium();
  const args = ['--no-sandbox', '--js-flags=--max-old-space-size=160'];
  const browser = await chromium.launch({ args, ...(executablePath && { executablePath }) });
  const context = await browser.newContext({ baseURL: `http://127.0.0.1:${process.env['KUBEHOP_E2E_PORT']}/` });
  const kubehop = new Kubehop(await context.newPage());
  await kubehop.open();
  await kubehop.write(`# mine\n${nodePortText('Cluster', 'n2')}`);
  await expect(kubehop.hops.filter({ hasText: 'web-1' }).first()).toBeVisible({ timeout: 20_000 });
  await kubehop.page.waitForTimeout(1000);
  const crashed = kubehop.page.waitForEvent('crash').then(() => true);
  const [worker] = kubehop.page.workers();
  const ended = worker!.evaluate('const all = []; for (;;) all.push(Array(1e6).fill(0.5))').catch(() => {});
  // the worker goes first, and the whole page may go with it
  const lost = await Promise.race([
    crashed,
    ended
      .then(() => kubehop.page.waitForTimeout(3000))
      .then(
        () => false,
        () => crashed,
      ),
  ]);
  const after = lost ? new Kubehop(await context.newPage()) : kubehop;
  if (lost) await after.open();
  await expect(after.editor).toContainText('# mine');
  await expect(after.hops.first()).toBeVisible();
  await browser.close();
});

test('a canvas that the browser took and gave back is drawn again (T46)', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  const painted = (): Promise<number> =>
    page.evaluate(() => {
      const canvases = [...document.querySelectorAll<HTMLCanvasElement>('.kubehop-picture > canvas')];
      return canvases
        .flatMap((canvas) => {
          const { width, height } = canvas;
          const seen = new OffscreenCanvas(width, height).getContext('2d')!;
          seen.drawImage(canvas, 0, 0);
          return [...seen.getImageData(0, 0, width, height).data];
        })
        .filter(Boolean).length;
    });
  await expect.poll(painted).toBeGreaterThan(1000);
  const before = await painted();
  await page.evaluate(() => {
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>('.kubehop-picture > canvas')];
    for (const canvas of canvases) {
      canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(null);
      canvas.getContext('2d')?.reset();
    }
    canvases[0]?.dispatchEvent(new Event('contextrestored'));
  });
  await expect.poll(painted).toBeGreaterThan(before * 0.9);
});
