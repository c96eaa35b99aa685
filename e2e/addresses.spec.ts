import type { Locator } from '@playwright/test';
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
