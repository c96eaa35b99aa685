import type { Locator, Page } from '@playwright/test';
import { expect, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

test.use({ reducedMotion: 'reduce' });

const [cluster, node, pod] = [/Cluster/, /Node/, /Pod/];

async function expectMark(where: Locator, address: string, mark: string, word: RegExp): Promise<void> {
  const chip = where.locator('[data-mark], [title]').filter({ hasText: address }).last();
  await expect(chip).toHaveAttribute('title', word);
  if (await chip.getAttribute('data-mark')) await expect(chip).toHaveAttribute('data-mark', mark);
  else await expect(chip).toContainText(mark);
}

test('an address carries its network everywhere: editor, hops, inspector, rules, table, terminal', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/nodeport');
  await kubehop.hops.nth(1).click();
  await expectMark(kubehop.editor, '10.254.120.216', '◇', cluster);
  const packet = kubehop.inspector;
  await expectMark(packet, '192.168.251.101:31002', '■', node);
  await expectMark(packet, '172.30.92.2:8080', '●', pod);
  await expectMark(kubehop.inspector.getByRole('region', { name: 'Rules tried' }), '172.30.92.2:8080', '●', pod);
  await expectMark(kubehop.hops.nth(1), '172.30.92.2', '●', pod);
  await page.getByRole('tab', { name: 'Table' }).click();
  const table = page.getByRole('list', { name: 'The connection, hop by hop' });
  await expectMark(table, '192.168.251.101', '■', node);
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByLabel('Command', { exact: true }).fill('kubectl get services');
  await page.keyboard.press('Enter');
  await expectMark(page.getByRole('log'), '10.254.120.216', '◇', cluster);
  // what is copied is what a real terminal would hold
  const printed = await page.getByRole('log').locator('pre').last().innerText();
  expect(printed).toMatch(/tomcat-service +NodePort +10\.254\.120\.216 +<none> +8080:31002\/TCP/);
});

/** Addresses that are seen and carry no mark; a range of addresses is none. */
const bare = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const address = /\b\d{1,3}(?:\.\d{1,3}){3}\b(?!\/(?!32\b)\d)/;
    const mark = /[◇●■△]/;
    const found: string[] = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const { parentElement: parent, textContent: text } = node;
      if (!parent || !text || !address.test(text) || parent.closest('.hidden, [data-mark]')) continue;
      if (parent.tagName !== 'OPTION' && !parent.checkVisibility()) continue;
      const around = parent.closest('th, li, button') ?? parent;
      if (!mark.test(parent.textContent ?? '') && !mark.test(around.textContent ?? ''))
        found.push(`${parent.tagName}: ${text}`);
    }
    return found;
  });

test('no address stands anywhere without the mark of its network', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  const expectMarked = (where: string) => expect.poll(() => bare(page), where).toEqual([]);
  for (const view of ['Map', 'Ladder', 'Table', 'Matrix', 'Timeline'] as const) {
    await page.getByRole('tab', { name: view, exact: true }).click();
    if (view === 'Matrix') await expect(page.getByRole('grid')).toContainText('3 of 3');
    // its lanes, or the example that stands in their place, come when the scenario has been played
    if (view === 'Timeline') await expect(page.getByText('Nothing happens in this scenario')).toBeVisible();
    for (const hop of [2, 3, -1]) {
      await kubehop.hops.nth(hop).click();
      await expectMarked(`${view}, hop ${hop}`);
    }
  }
  await page.getByRole('tab', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('region', { name: 'What differs' })).toBeVisible();
  await page.getByLabel('A: compare with').selectOption('externalLocal Service/default/tomcat-service');
  await expect(page.getByRole('rowheader', { name: 'This way ends' })).toBeVisible();
  for (const aspect of ['Hops', 'Rules', 'Matrix', 'Text', 'Maps']) {
    await page.getByRole('tablist', { name: 'Compare by' }).getByRole('tab', { name: aspect }).click();
    await expectMarked(`Compare, ${aspect}`);
  }
  await page.getByRole('tab', { name: 'Map', exact: true }).click();
  for (const tab of ['Objects', 'Steps']) {
    await page.getByRole('tab', { name: tab }).click();
    await expectMarked(tab);
  }
  await page.getByRole('button', { name: /^Statistics/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '1,000', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('1,000 connections');
  await expectMarked('Statistics');

  await page.goto('./#/s/rollout-errors');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByText(/3000 of 3000 connections answered/)).toBeVisible();
  await expectMarked('the timeline of a rollout');
  await page.goto('./embed.html?embed=1&run=none&step=3#/s/load-balancer');
  await expect(page.getByText(/^3 of \d+ ·/)).toBeVisible({ timeout: 30_000 });
  await expectMarked('an embed');
  await expect(page.getByTitle(/Pod/).first()).toContainText('●');
});
