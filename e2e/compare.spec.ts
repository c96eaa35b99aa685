import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { artefact, expect, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

class CompareView {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  get differences() {
    return this.page.getByRole('region', { name: 'What differs' });
  }
  get steps() {
    return this.page.getByRole('list', { name: 'The two ways, step by step' }).getByRole('button');
  }
  get against() {
    return this.page.getByLabel('A: compare with');
  }
  picture(side: 'A' | 'B') {
    return this.page.getByRole('group', { name: `Picture of ${side}` }).locator('.kubehop-picture');
  }
  async open(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Compare' }).click();
    await expect(this.picture('A')).toBeVisible({ timeout: 30_000 });
    await expect(this.picture('B')).toBeVisible();
  }
  /** A row of the list, by how it begins. */
  row(what: string) {
    return this.differences.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: what }) });
  }
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`)).toEqual([]);
}

test('another mode, then another policy, side by side: what differs stands in words', async ({ page }) => {
  await new Kubehop(page).open('./#s=load-balancer');
  const compare = new CompareView(page);
  await compare.open();
  // the text is iptables: the other mode is compared with first
  await expect(compare.against).toHaveValue('nftables');
  await expect(compare.row('Rules tried on this way')).toContainText(/\d+.*\d+.*\+\d+/);
  await expect(compare.row('This way ends')).toHaveCount(0);
  await compare.against.selectOption('externalLocal Service/default/tomcat-service');
  await expect(compare.row('This way ends')).toContainText(/sees 198\.51\.100\.7.*sees 192\.168\.251\.10\d/);
  await expect(compare.row('Source addresses that are seen')).toContainText('198.51.100.7');
  await compare
    .row('The ways part')
    .getByRole('button', { name: /at step \d+ of \d+/ })
    .click();
  await expect(compare.steps.nth(1)).toHaveAttribute('aria-current', 'step');
});

test('one clock plays both, and stops at every step of both', async ({ page }) => {
  await new Kubehop(page).open('./#s=load-balancer');
  const compare = new CompareView(page);
  await compare.open();
  await compare.against.selectOption('externalLocal Service/default/tomcat-service');
  await expect(compare.steps.filter({ hasText: 'waits' }).first()).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Position in the connection' });
  await slider.focus();
  const steps = await compare.steps.count();
  for (let i = 0; i < steps; i++) await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(`hop ${steps} of ${steps}: A: .* B: `));
  await expect(compare.steps.last()).toHaveAttribute('aria-current', 'step');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(compare.steps.first()).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  // and the page goes on where the comparison was
  await compare.steps.nth(3).click();
  await page.getByRole('tab', { name: 'Map', exact: true }).click();
  await expect(new Kubehop(page).hops.nth(3)).toHaveAttribute('aria-current', 'step');
});

test('before and after an edit; what is broken says where', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#s=nodeport');
  const compare = new CompareView(page);
  await compare.open();
  await compare.against.selectOption('opened');
  await expect(compare.differences).toContainText('A and B are the same text');
  await page.getByRole('button', { name: 'Pin this text as A' }).click();
  await expect(compare.against).toHaveValue('pinned');
  const text = await kubehop.editor.innerText();
  expect(text).toContain('type: NodePort');
  await kubehop.write(
    text.replace(/\n+$/gm, '\n').replace('type: NodePort', 'type: NodePort\n  externalTrafficPolicy: Local'),
  );
  await expect(compare.row('This way ends')).toContainText(/sees .* timeout/);
  await expect(compare.row('ends in timeout')).toContainText('+100.0 points');
});

test('a link opens the same comparison', async ({ page, context }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#s=load-balancer');
  const compare = new CompareView(page);
  await compare.open();
  await compare.against.selectOption('ipvs');
  await expect(compare.row('The ways part')).toBeVisible();
  const link = await kubehop.copyLink();
  const other = await context.newPage();
  await other.goto(link);
  const opened = new CompareView(other);
  await expect(opened.picture('A')).toBeVisible({ timeout: 30_000 });
  await expect(opened.against).toHaveValue('ipvs');
  await expect(opened.row('The ways part')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the comparison, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await new Kubehop(page).open('./#s=load-balancer');
    const compare = new CompareView(page);
    await compare.open();
    await compare.against.selectOption('externalLocal Service/default/tomcat-service');
    await expect(compare.row('This way ends')).toBeVisible();
    await compare.steps.nth(4).click();
    await expectNoViolations(page);
    await page.screenshot({ path: artefact(`compare-${colorScheme}.png`) });
    await page.getByRole('tab', { name: 'Hops' }).click();
    await expectNoViolations(page);
  });
