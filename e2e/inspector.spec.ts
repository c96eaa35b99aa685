import type { Page } from '@playwright/test';
import { artefact, expect, expectNoViolations, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

/** Opens the gallery's load balancer at the hop that changes the destination. */
async function openAtDnat(page: Page): Promise<Kubehop> {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await kubehop.hops.filter({ hasText: 'dst ▸' }).first().click();
  await expect(kubehop.inspector.getByText('conntrack NEW')).toBeVisible();
  return kubehop;
}

test('the switch explains more, is kept, and E does the same', async ({ page }) => {
  const { inspector } = await openAtDnat(page);
  const names = inspector.getByRole('list', { name: 'Terms of this hop' });
  await expect(names.getByRole('listitem')).toHaveText(['PREROUTING', 'conntrack NEW', 'fwmark', 'DNAT']);
  await expect(inspector).not.toContainText('Destination NAT:');
  await inspector.getByRole('button', { name: 'Explain more' }).click();
  await expect(inspector).toContainText(/The packet was for .*203\.0\.113\.10:80; now it is for .*:8080/);
  await expect(inspector).toContainText('Destination NAT: a rule replaces the destination.');
  await page.reload();
  await expect(inspector.getByRole('button', { name: 'Explain less' })).toBeVisible();
  await page.locator('body').click({ position: { x: 700, y: 20 } });
  await page.keyboard.press('e');
  await expect(inspector.getByRole('button', { name: 'Explain more' })).toBeVisible();
});

test('the entry of connection tracking is the one that the terminal prints', async ({ page }) => {
  const { inspector, hops } = await openAtDnat(page);
  await inspector.getByText('Connection tracking').click();
  await expect(inspector).toContainText('The packet made this entry:');
  const line = inspector.getByText(/^tcp {6}6 \d+ SYN_SENT/);
  await expect(line).toContainText(/src=198\.51\.100\.7 dst=203\.0\.113\.10 sport=51514 dport=80 \[UNREPLIED\] src=/);
  // It stays open from hop to hop.
  await hops.filter({ hasText: 'dst ◂' }).first().click();
  await expect(inspector).toContainText('The packet found this entry:');
  await expect(inspector.getByText(/^tcp {6}6 \d+ SYN_RECV/)).toBeVisible();
});

test('the layers say what a hop changes in each', async ({ page }) => {
  const { inspector, hops } = await openAtDnat(page);
  await inspector.getByText('Layers', { exact: false }).first().click();
  const ip = inspector.locator('section').filter({ has: page.getByRole('heading', { name: 'IPv4', exact: true }) });
  await expect(ip.locator('del')).toContainText('203.0.113.10');
  await expect(ip.locator('ins')).toContainText('10.244.');
  const ethernet = inspector.getByRole('heading', { name: 'Ethernet in by eth0' });
  await expect(ethernet).toBeVisible();
  await expect(inspector).toContainText(/IP 198\.51\.100\.7\.51514 > 10\.244\.\d\.2\.8080: Flags \[S\]/);
  await hops.filter({ hasText: 'forwards' }).first().click();
  const ttl = inspector.locator('div').filter({ hasText: /^TTL/ }).last();
  await expect(ttl.locator('del')).toHaveText('62');
  await expect(ttl.locator('ins')).toHaveText('61');
});

test('because leads to the object and to its line', async ({ page }) => {
  const { inspector, editor } = await openAtDnat(page);
  const because = inspector.getByRole('region', { name: 'Because' });
  await because.getByRole('button', { name: 'Service tomcat-service' }).first().click();
  await expect(inspector.getByRole('region', { name: /tomcat-service$/ })).toBeVisible();
  await because
    .getByRole('button', { name: /^line \d+$/ })
    .first()
    .click();
  await expect(editor).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the inspector with everything open, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1440, height: 900 });
    const { inspector } = await openAtDnat(page);
    await inspector.getByRole('button', { name: 'Explain more' }).click();
    await inspector.getByText('Connection tracking').last().click();
    await inspector.getByText('Layers', { exact: false }).last().click();
    await expectNoViolations(page);
    await page.screenshot({ path: artefact(`inspector-${colorScheme}.png`) });
    await inspector.evaluate((pane) => pane.scrollTo(0, pane.scrollHeight));
    await page.screenshot({ path: artefact(`inspector-end-${colorScheme}.png`) });
    expect(await inspector.evaluate((pane) => pane.scrollWidth - pane.clientWidth)).toBeLessThanOrEqual(0);
  });

test('in Chinese the terms are explained in Chinese', async ({ page }) => {
  const { inspector } = await openAtDnat(page);
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('button', { name: '多解释' }).click();
  await expect(page.getByText('目的地址转换：', { exact: false })).toBeVisible();
  await expect(inspector).toHaveCount(0);
  await page.screenshot({ path: artefact('inspector-chinese.png') });
});
