// The whole page in Chinese: wherever a reader goes, no sentence is English but those of Kubernetes and its tools.
import type { Page } from '@playwright/test';
import { MIDDLE_VIEWS } from '../src/app/store.ts';
import { zhCN } from '../src/words/zh-CN.ts';
import { matrix } from '../src/words/zh-CN/matrix.ts';
import { statistics } from '../src/words/zh-CN/statistics.ts';
import { gallery as galleryCN } from '../src/words/zh-CN/gallery.ts';
import { artefact, expect, expectNoViolations, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

const { page: frame, player, traffic } = zhCN;

/** What stands on the page, or is read aloud, and has three words of an English sentence side by side. */
const english = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const prose = /(^|[^\w./:-])[a-z]{2,},? [a-z]{2,},? [a-z]{2,}([^\w./:-]|$)/;
    // what tools and the API server say, what a person wrote, and what is said to be English
    const quoted = 'body [lang="en"], code, pre, kbd, textarea, .cm-editor, [role="log"], .stale';
    const found: string[] = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const parent = node.parentElement;
      if (!parent || parent.closest(quoted) || /mono/i.test(getComputedStyle(parent).fontFamily)) continue;
      if (parent.tagName !== 'OPTION' && !parent.checkVisibility()) continue;
      if (prose.test(node.textContent ?? '')) found.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [aria-valuetext]'))
      for (const name of ['aria-label', 'placeholder', 'aria-valuetext']) {
        const text = element.getAttribute(name) ?? '';
        if (!element.closest(quoted) && prose.test(text)) found.push(`${name}: ${text}`);
      }
    return found;
  });

async function expectChinese(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  // the live region may be silent for a second before it says the same in the other language
  await expect.poll(() => english(page)).toEqual([]);
}

const hops = (page: Page) => page.getByRole('list', { name: player.hops }).getByRole('button');

async function open(page: Page, address: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(address);
  await expect(page.getByText(galleryCN['load-balancer'].title).first()).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('.kubehop-picture')).toBeVisible();
}

test('every hop, the traffic and the statistics are told in Chinese', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, './?lang=zh-CN');
  await expect(page).toHaveTitle(/一个 Service，三个入口/);
  const inspector = page.getByRole('region', { name: zhCN.inspector.name });
  const count = await hops(page).count();
  for (let hop = 0; hop < count; hop++) {
    await hops(page).nth(hop).click();
    await expect(inspector).toContainText(zhCN.inspector.hop(hop + 1, count));
    await expectChinese(page);
  }
  await hops(page).nth(2).click();
  await expect(inspector).toContainText(/改写目的地址/);
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('chinese.png') });

  await page.getByRole('button', { name: traffic.send(100) }).click();
  await expect(page.getByRole('region', { name: traffic.shares })).toContainText(traffic.sent('100', 100));
  await page.getByRole('button', { name: traffic.statistics }).click();
  const dialog = page.getByRole('dialog', { name: statistics.title });
  await dialog.getByRole('button', { name: '1,000', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('1,000 个连接');
  await expectChinese(page);
  await expectNoViolations(page);
});

test('the same look at the English page finds English', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await kubehop.hops.nth(3).click();
  await expect(kubehop.inspector).toContainText('so that the answer comes back to it');
  expect(await english(page)).toEqual(expect.arrayContaining([expect.stringContaining('so that the answer')]));
});

test('so are the views, the panes and the dialogs', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, './?lang=zh-CN#/s/load-balancer');
  await page.getByRole('tab', { name: zhCN.page.sheets.objects }).click();
  await page.locator('#left-panel').getByRole('button', { name: 'tomcat-service' }).click();
  await page.getByRole('tab', { name: player.views.table, exact: true }).click();
  await expect(page.getByRole('list', { name: player.table })).toContainText('把目的地址改为');
  await expectChinese(page);
  await page.getByRole('tab', { name: player.views.matrix }).click();
  await page.getByRole('gridcell').filter({ hasText: matrix.states.timeout }).first().click();
  await expect(page.getByRole('region', { name: matrix.details })).toContainText('没有到它的路由');
  await expectChinese(page);
  await expectNoViolations(page);
  for (const view of MIDDLE_VIEWS) {
    await page.getByRole('tablist', { name: player.view }).getByRole('tab', { name: player.views[view] }).click();
    await expectChinese(page);
  }
  await page.getByRole('tab', { name: frame.terminal }).click();
  await expect(page.getByRole('button', { name: zhCN.terminal.run, exact: true })).toBeVisible();
  await page.getByRole('button', { name: zhCN.header.shortcuts }).click();
  await expect(page.getByRole('dialog', { name: player.keyboard })).toBeVisible();
  await expectChinese(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: zhCN.header.embed }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectChinese(page);
  await expectNoViolations(page);
});

test('what is wrong is quoted, and explained in Chinese', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, './?lang=zh-CN#/s/load-balancer');
  const { editor } = new Kubehop(page);
  await editor.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.insertText('a: [b\n---\n');
  await page.getByText(zhCN.editor.counted.error(1)).click();
  const problems = page.getByRole('list', { name: zhCN.editor.problems });
  await expect(problems.locator('[lang="en"]').first()).toContainText('error converting YAML to JSON');
  await expect(problems).toContainText(zhCN.explained['yaml/syntax'] ?? '?');
  await expect(page.locator('.kubehop-picture .stale')).toContainText(zhCN.picture.staleInvalid);
  await expectChinese(page);

  await page.keyboard.press('ControlOrMeta+a');
  await page.goto('./?lang=zh-CN#v1/damaged');
  await expect(page.getByRole('alert')).toContainText('这个链接已损坏');
  await expectChinese(page);
});

test('the language can be changed at any time, and nothing is calculated again', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, './?lang=zh-CN#/s/load-balancer');
  await hops(page).nth(3).click();
  const selected = page.getByRole('slider', { name: player.position });
  const value = await selected.inputValue();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const kubehop = new Kubehop(page);
  await expect(kubehop.inspector).toContainText('hop 4 of');
  await expect(page.getByRole('slider', { name: 'Position in the connection' })).toHaveValue(value);
  await page.getByRole('button', { name: '简体中文' }).click();
  await expect(page.getByRole('region', { name: zhCN.inspector.name })).toContainText('第 4 跳');
  await expectChinese(page);
});

test('on a phone too, with its sheets', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await open(page, './?lang=zh-CN#/s/load-balancer');
  await expectChinese(page);
  await page.screenshot({ path: artefact('chinese-phone.png') });
  for (const sheet of ['inspector', 'traffic', 'terminal', 'objects'] as const) {
    await page.getByRole('navigation').getByRole('button', { name: frame.sheets[sheet], exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectChinese(page);
    await expectNoViolations(page);
    await page.getByRole('button', { name: frame.close, exact: true }).click();
  }
  for (const view of ['ladder', 'table', 'matrix', 'compare'] as const) {
    await page.getByRole('tab', { name: zhCN.player.views[view], exact: true }).tap();
    await expectChinese(page);
  }
  await context.close();
});

test('an embed speaks what it is asked to, else what the browser wishes', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ ...(baseURL && { baseURL }), locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.setViewportSize({ width: 800, height: 450 });
  await page.goto('./embed.html?embed=1&step=3#/s/load-balancer');
  await expect(page.getByRole('link', { name: zhCN.embed.open })).toBeVisible();
  await expect(page.getByText(zhCN.embed.count(3, 13).slice(0, 3))).toBeVisible({ timeout: 20_000 });
  await expectChinese(page);
  await page.goto('./embed.html?embed=1&lang=en#/s/load-balancer');
  await expect(page.getByRole('link', { name: 'Open in Kubehop' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});
