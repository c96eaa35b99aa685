import type { Page } from '@playwright/test';
import { artefact, expect, expectNoViolations, nodePortText, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

const text = (policy: string): string => nodePortText(policy, 'n1');

class MatrixView {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  get grid() {
    return this.page.getByRole('grid');
  }
  get details() {
    return this.page.getByRole('region', { name: 'The connection of the cell' });
  }
  async open(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Matrix' }).click();
    await expect(this.grid).toBeVisible({ timeout: 30_000 });
  }
  /** The cell of a place and of the column with this heading. */
  async cell(place: string, heading: string) {
    const heads = await this.grid.locator('thead tr').nth(1).getByRole('columnheader').allInnerTexts();
    const at = heads.findIndex((head) => head.replace(/\s+/g, ' ').includes(heading));
    expect(at, `a column ${heading} among ${heads.join(' | ')}`).toBeGreaterThanOrEqual(0);
    return this.grid
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: place }) })
      .getByRole('gridcell')
      .nth(at);
  }
}

test('the matrix says who reaches what, and a cell says why', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  const matrix = new MatrixView(page);
  await matrix.open();
  await expect(await matrix.cell('external client', 'load balancer')).toContainText('3 of 3');
  await expect(await matrix.cell('shop', 'name')).toContainText('3 of 3');
  const lost = await matrix.cell('external client', 'Cluster IP');
  await expect(lost).toContainText('timeout');
  await lost.click();
  await expect(lost).toHaveAttribute('aria-selected', 'true');
  await expect(matrix.details).toContainText('outside nobody has a route to it');
  await (await matrix.cell('n1', 'Cluster IP')).click();
  await expect(matrix.details).toContainText('KUBE-SEP-');
  await matrix.details.getByRole('button', { name: /^line \d+$/ }).click();
  await expect(kubehop.editor).toBeFocused();
  // the picture follows the same connection
  await matrix.details.getByRole('button', { name: 'Show in the map' }).click();
  await expect(page.locator('.kubehop-picture')).toBeVisible();
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('node/n1');
});

test('doors that are all the same are one column, which opens', async ({ page }) => {
  await new Kubehop(page).open('./#/s/load-balancer');
  const matrix = new MatrixView(page);
  await matrix.open();
  await expect(matrix.grid.getByRole('columnheader').filter({ hasText: 'node port' })).toHaveCount(1);
  await matrix.grid.getByRole('button', { name: /Unfold .*node port/ }).click();
  await expect(matrix.grid.getByRole('columnheader').filter({ hasText: 'node port' })).toHaveCount(4);
  await matrix.grid.getByRole('button', { name: /Fold .*node port/ }).click();
  await expect(matrix.grid.getByRole('columnheader').filter({ hasText: 'node port' })).toHaveCount(1);
});

test('what an edit changed is counted, told and marked', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(text('Cluster'));
  await expect(page.getByRole('status').filter({ hasText: '1 endpoint ready' })).toBeVisible();
  const matrix = new MatrixView(page);
  await matrix.open();
  await expect(await matrix.cell('external client', 'node port')).toContainText('1 of 1');
  await kubehop.write(text('Local'));
  const told = page.getByRole('status').filter({ hasText: /cells changed/ });
  await expect(told).toContainText('external client → web node port control-plane: 1 of 1 → timeout');
  const changed = await matrix.cell('external client', 'node port n2');
  await expect(changed.locator('del')).toContainText('1 of 1');
  await expect(changed).toContainText('timeout');
  await expect((await matrix.cell('external client', 'node port n1')).locator('del')).toHaveCount(0);
  await page.screenshot({ path: artefact('matrix-changed.png') });
  await kubehop.write(`${text('Local')}# a remark\n`);
  await expect(page.getByText('The last edit changed no cell.')).toBeVisible();
});

test('the grid is walked with the keyboard', async ({ page }) => {
  await new Kubehop(page).open('./#/s/load-balancer');
  const matrix = new MatrixView(page);
  await matrix.open();
  const cells = matrix.grid.getByRole('gridcell');
  await cells.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(cells.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(matrix.details).toContainText('Cluster IP');
  await expect(cells.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+End');
  await expect(cells.last()).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect(matrix.grid.locator('td[tabindex="0"]')).toHaveCount(1);
});

test('one Service, or those of the cluster too', async ({ page }) => {
  await new Kubehop(page).open('./#/s/load-balancer');
  const matrix = new MatrixView(page);
  await matrix.open();
  await expect(matrix.grid).not.toContainText('kube-dns');
  await page.getByLabel('with the cluster’s own').check();
  await expect(matrix.grid).toContainText('kube-dns');
  await expect(matrix.grid.getByRole('rowheader', { name: /coredns/ }).first()).toBeVisible();
  await page.getByLabel('Service', { exact: true }).selectOption({ label: 'kube-system/kube-dns' });
  await expect(matrix.grid).not.toContainText('tomcat-service');
  await (await matrix.cell('kube-system/coredns', 'name')).click();
  await expect(matrix.details).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the matrix, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await new Kubehop(page).open('./#/s/load-balancer');
    await new MatrixView(page).open();
    await expectNoViolations(page);
    await page.screenshot({ path: artefact(`matrix-${colorScheme}.png`) });
  });

test('on a phone the matrix is a view like the others', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto('./#/s/load-balancer');
  await page.getByRole('tab', { name: 'Matrix' }).tap();
  await expect(page.getByRole('grid')).toContainText('3 of 3', { timeout: 30_000 });
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('matrix-phone.png') });
  await page.getByRole('gridcell').first().tap();
  await page.getByRole('button', { name: 'Show in the map' }).tap();
  await expect(page.locator('.kubehop-picture')).toBeVisible();
  await context.close();
});
