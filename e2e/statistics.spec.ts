import type { Locator, Page } from '@playwright/test';
import { artefact, expect, expectNoViolations, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

const local = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  externalTrafficPolicy: Local
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080, nodePort: 31002}]
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec:
  nodeName: n1
  containers: [{name: web, image: tomcat, ports: [{containerPort: 8080}]}]
`;

async function open(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Statistics/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Statistics' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** A table's numbers, row by row. */
const numbers = (table: Locator): Promise<number[][]> =>
  table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('td')]
          .slice(1)
          .map((td) => Number((td.textContent ?? '').replace(/[,%]/g, '').replace('−', '-'))),
      ),
    );

for (const colorScheme of ['light', 'dark'] as const)
  test(`many connections, counted against what chance says, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await new Kubehop(page).open('./#/s/load-balancer');
    const dialog = await open(page);
    await dialog.getByLabel('Connections').fill('5000');
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(dialog.getByRole('status')).toContainText('5,000 connections from the client to tcp://');
    await expect(dialog.getByRole('status')).toContainText('203.0.113.10:80');
    const pods = await numbers(dialog.getByRole('table', { name: 'By Pod' }));
    expect(pods).toHaveLength(3);
    expect(pods.reduce((sum, [count = 0]) => sum + count, 0)).toBe(5000);
    for (const [count = 0, share = 0, expected, deviation, sigma = 9] of pods) {
      expect(expected).toBe(33.3);
      expect(share).toBeCloseTo(count / 50, 0);
      expect(deviation).toBe(Math.round(count - 5000 / 3));
      expect(Math.abs(sigma)).toBeLessThan(4);
    }
    const nodes = await numbers(dialog.getByRole('table', { name: 'By Node' }));
    expect(nodes.reduce((sum, [count = 0]) => sum + count, 0)).toBe(5000);
    await expectNoViolations(page);
    await page.screenshot({ path: artefact(`statistics-${colorScheme}.png`) });
    // the same number gives the same bars
    await dialog.getByRole('button', { name: '100,000' }).click();
    await expect(dialog.getByRole('status')).toContainText('100,000 connections');
    await dialog.getByLabel('Connections').fill('5000');
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(dialog.getByRole('status')).toContainText('5,000 connections');
    expect(await numbers(dialog.getByRole('table', { name: 'By Pod' }))).toEqual(pods);
  });

test('what fails has a bar of its own, with the reason', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(local);
  await expect(page.getByRole('status').filter({ hasText: '1 endpoint ready' })).toBeVisible();
  await kubehop.sendTo('■ node port');
  await expect(page.getByRole('region', { name: 'Who gets the traffic' })).toContainText(/timeout|web-1/);
  const dialog = await open(page);
  await dialog.getByRole('button', { name: '1,000', exact: true }).click();
  const table = dialog.getByRole('table', { name: 'By Pod' });
  await expect(table).toContainText('web-1');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'another address…' });
  await page.getByLabel('To', { exact: true }).fill('tcp://192.168.251.102:31002');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Who gets the traffic' })).toContainText('timeout');
  await open(page);
  await dialog.getByRole('button', { name: '1,000', exact: true }).click();
  await expect(table.getByRole('rowheader', { name: 'nobody: timeout' })).toBeVisible();
  await expect(table).toContainText('n2 drops it: web has no endpoint on n2');
  await expect(table.getByRole('row').nth(1)).toContainText('1,000');
});

test('a number that makes no sense is not sent', async ({ page }) => {
  await new Kubehop(page).open('./#/s/load-balancer');
  const dialog = await open(page);
  for (const text of ['0', '100001', 'many', '-1', '']) {
    await dialog.getByLabel('Connections').fill(text);
    await expect(dialog.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
    await expect(dialog).toContainText('from 1 to 100,000');
  }
  await dialog.getByLabel('Connections').fill('1');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('1 connection from');
});

test('on a phone the statistics open from the traffic sheet', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto('./#/s/load-balancer');
  await page.getByRole('navigation').getByRole('button', { name: 'Traffic' }).click();
  const dialog = await open(page);
  await dialog.getByRole('button', { name: '10,000' }).tap();
  await expect(dialog.getByRole('status')).toContainText('10,000 connections');
  await expectNoViolations(page);
  const over = await dialog.evaluate(
    (d) =>
      [...d.querySelectorAll('td, th')].filter(
        (cell) => cell.getBoundingClientRect().right > d.getBoundingClientRect().right - 8,
      ).length,
  );
  expect(over).toBe(0);
  await page.screenshot({ path: artefact('statistics-phone.png') });
  await context.close();
});
