// What makes the page an app: it works without a network, offers a new build, keeps a library, and tabs stay apart.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as foreign } from '@playwright/test';
import { serveFolder } from '../src/cli/serveFolder.ts';
import { serviceWorker } from '../scripts/service-worker.mjs';
import { artefact, expect, expectNoViolations, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

test.use({ serviceWorkers: 'allow' });

/** The service worker holds every file of the build. */
const isKept = (page: Kubehop['page']): Promise<void> =>
  expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state), {
      timeout: 60_000,
    })
    .toBe('activated');

interface Site {
  folder: string;
  url: string;
  stop(): Promise<void>;
}

/** A copy of the build under a path of a server of its own, to take away and to change. Its origin is not the tests'. */
async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'kubehop-site-'));
  cpSync('dist/web', join(folder, 'tools/kubehop'), { recursive: true });
  const server = createServer(serveFolder(folder));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tools/kubehop/`;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder: join(folder, 'tools/kubehop'), url, stop };
}

foreign('under a path below the root, and after a visit without any server (T47)', async ({ page }) => {
  const site = await startSite();
  const kubehop = new Kubehop(page);
  await kubehop.open(`${site.url}#/s/nodeport`);
  await isKept(page);
  await site.stop();
  await page.goto('about:blank');
  await kubehop.open(`${site.url}#/s/canary`);
  await expect(page.getByText('Canary by labels: how large is its share?').first()).toBeVisible();
  // what was never asked for is there too: the terminal with its engine, and the embed
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByRole('textbox', { name: 'Command' }).fill('kubectl get svc web');
  await page.keyboard.press('Enter');
  await expect(page.getByText('NodePort').first()).toBeVisible();
  await page.goto(`${site.url}embed.html?embed=1#/s/nodeport`);
  await expect(page.getByText(/^1 of \d+ ·/)).toBeVisible({ timeout: 30_000 });
});

foreign('a new build is offered, and nothing is loaded anew before the reader says so (T47)', async ({ page }) => {
  const site = await startSite();
  const kubehop = new Kubehop(page);
  await kubehop.open(site.url);
  await isKept(page);
  await page.reload();
  await expect(kubehop.hops.first()).toBeVisible({ timeout: 20_000 });
  await kubehop.write('# mine\n');
  // another build comes
  const index = readFileSync(join(site.folder, 'index.html'), 'utf8').replace('<body>', '<body data-build="2">');
  writeFileSync(join(site.folder, 'index.html'), index);
  const script = readFileSync(join(site.folder, 'sw.js'), 'utf8');
  writeFileSync(join(site.folder, 'sw.js'), script.replace(/kubehop-[0-9a-f]{12}/, 'kubehop-0123456789ab'));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(page.getByText('A new version of Kubehop is here.')).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('body')).not.toHaveAttribute('data-build', '2');
  await expect(kubehop.editor).toContainText('# mine');
  await page.screenshot({ path: artefact('update.png') });
  await page.getByRole('button', { name: 'Load it now' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-build', '2');
  await expect(kubehop.editor).toContainText('# mine');
  await site.stop();
});

foreign('a script that was changed on the server does not run (T51)', async ({ page }) => {
  const site = await startSite();
  const [, entry = ''] =
    /src="\.\/(assets\/app-[^"]+\.js)"/.exec(readFileSync(join(site.folder, 'index.html'), 'utf8')) ?? [];
  writeFileSync(join(site.folder, entry), `${readFileSync(join(site.folder, entry), 'utf8')};window.changed=1`);
  const refused = page.waitForEvent('console', (message) => message.text().includes('integrity'));
  await page.goto(site.url);
  await refused;
  expect(await page.evaluate(() => 'changed' in window)).toBe(false);
  await site.stop();
});

test('nothing is kept for a page in a frame', async ({ page, baseURL }) => {
  await page.goto('./embed.html?embed=1#/s/nodeport');
  await expect(page.getByText(/^1 of \d+ ·/)).toBeVisible({ timeout: 30_000 });
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(serviceWorker({ 'index.html': 'a' })).not.toBe(serviceWorker({ 'index.html': 'b' }));
  expect((await page.request.get(new URL('manifest.webmanifest', baseURL).href)).ok()).toBe(true);
});

test('the library keeps scenarios under names, and goes to another browser as a file', async ({ page, browser }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write('# first\nkind: Pod\napiVersion: v1\nmetadata: {name: a}\n');
  const open = async (of: Kubehop['page']): Promise<void> => {
    await of.getByRole('button', { name: 'Gallery' }).click();
    await of.getByRole('button', { name: 'My scenarios' }).click();
  };
  await open(page);
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('My first');
  await page.getByRole('button', { name: 'Keep this text' }).click();
  await expect(page.getByText('Kept: My first.')).toBeVisible();
  await name.fill('My second');
  await page.getByRole('button', { name: 'Keep this text' }).click();
  await expectNoViolations(page);
  await page.getByRole('searchbox', { name: 'Search in names and texts' }).fill('second');
  await expect(page.getByRole('button', { name: /^My first/ })).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Search in names and texts' }).fill('');
  await page.getByRole('button', { name: 'Remove My second' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /^My second/ })).toBeVisible();
  await page.screenshot({ path: artefact('library.png') });
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export all' }).click();
  const file = await (await coming).path();

  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  await new Kubehop(other).open();
  await open(other);
  await other.locator('input[type=file]').setInputFiles(file);
  await expect(other.getByText('2 scenarios imported.')).toBeVisible();
  await other.getByRole('button', { name: /^My first/ }).click();
  await expect(new Kubehop(other).editor).toContainText('# first');
  await stranger.close();
});

test('two tabs with one draft go their own ways (T43)', async ({ page, context }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write('# in both\n');
  await expect.poll(() => page.url()).toContain('#v3/');
  // a duplicate has the session's storage of its original
  const popup = context.waitForEvent('page');
  await page.evaluate(() => window.open('./', '_blank'));
  const second = new Kubehop(await popup);
  await expect(second.editor).toContainText('# in both', { timeout: 20_000 });
  await second.write('# the second\n');
  await kubehop.write('# the first\n');
  await page.waitForTimeout(800);
  const kept = await page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith('kubehop.draft.'))
      .map((key) => JSON.parse(localStorage.getItem(key) ?? '{}').text),
  );
  expect(kept).toContain('# the first\n');
  expect(kept).toContain('# the second\n');
  await second.page.reload();
  await expect(second.editor).toContainText('# the second', { timeout: 20_000 });
  await page.reload();
  await expect(kubehop.editor).toContainText('# the first', { timeout: 20_000 });
});

test('on a phone the library fits', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('./?lang=zh-CN#/s/load-balancer');
  await page.getByRole('button', { name: '场景库' }).click();
  await page.getByRole('button', { name: '我的场景' }).click();
  await page.getByRole('button', { name: '保存这份文本' }).click();
  await expect(page.getByText('已保存：')).toBeVisible();
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('library-phone.png') });
  await context.close();
});
