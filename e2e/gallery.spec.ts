import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { artefact, expect, expectNoViolations, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

test('the gallery is searched in both languages, by words, topics and numbers, and opens what is found', async ({
  page,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await page.getByRole('button', { name: 'Gallery' }).click();
  const field = page.getByRole('searchbox', { name: 'Search' });
  await expect(field).toBeFocused();
  const rows = page.locator('#gallery li > button');
  expect(await rows.count()).toBeGreaterThan(60);
  await page.screenshot({ path: artefact('gallery.png') });

  await field.fill('s07');
  await expect(rows).toHaveText([/Local is set, and some Nodes time out/]);
  await expect(page.getByRole('link', { name: 'kubernetes#66354' })).toHaveAttribute(
    'href',
    'https://github.com/kubernetes/kubernetes/issues/66354',
  );
  await field.fill('蓝绿');
  await expect(rows).toHaveText([/Blue\/green/]);
  await field.fill('questions dns');
  await expect(rows.filter({ hasText: 'short name' })).toHaveCount(1);
  await field.fill('no such thing');
  await expect(page.getByText('Nothing in the gallery is about “no such thing”.')).toBeVisible();
  await field.fill('canary');
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('gallery-search.png') });
  await rows.filter({ hasText: 'Canary by labels' }).click();
  await expect(page).toHaveURL(/#\/s\/canary$/);
  await expect(page.getByText('Canary by labels: how large is its share?').first()).toBeVisible();
});

test('on a phone the gallery fits, and the keyboard stays away', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto('./?lang=zh-CN#/s/blue-green');
  await page.getByRole('button', { name: '场景库' }).click();
  const field = page.getByRole('searchbox', { name: '搜索' });
  await expect(field).toBeVisible();
  await expect(field).not.toBeFocused();
  await field.fill('s01');
  await expect(page.locator('#gallery li > button')).toHaveCount(1);
  await page.screenshot({ path: artefact('gallery-phone.png') });
  // of a keyboard that the phone has
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(page.getByRole('button', { name: '场景库' })).toBeFocused();
  await context.close();
});

test('links of the first form still open', async ({ page }) => {
  await new Kubehop(page).open('./#s=nodeport');
  await expect(page.getByText('Port 31002 on every Node').first()).toBeVisible();
});

test('what the scenarios expect holds in the browser', async ({ page }) => {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL('./pages/gallery.ts', import.meta.url)), name: 'gallery', formats: ['iife'] },
    },
  })) as Rolldown.RolldownOutput[];
  await page.goto('about:blank');
  await page.addScriptTag({ content: built[0]?.output[0].code ?? '' });
  const { looked, unmet } = await page.evaluate(() =>
    (globalThis as unknown as { runGallery(): Promise<{ looked: number; unmet: string[] }> }).runGallery(),
  );
  expect(unmet).toEqual([]);
  expect(looked).toBeGreaterThan(150);
});

test('the page of a scenario for previews leads on to the scenario', async ({ page }) => {
  await page.goto('./s/nodeport/');
  await expect(page).toHaveURL(/\/#\/s\/nodeport$/);
  await expect(page.getByText('Port 31002 on every Node').first()).toBeVisible();
  await page.goto('./s/nodeport/zh-CN/');
  await expect(page.getByText('每个 Node 上的 31002 端口').first()).toBeVisible();
});
