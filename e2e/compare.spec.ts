import type { Page } from '@playwright/test';
import { artefact, expect, expectNoViolations, nodePortText, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

const text = (policy: string): string => nodePortText(policy, 'n2');

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
  async aspect(name: string): Promise<void> {
    await this.page.getByRole('tablist', { name: 'Compare by' }).getByRole('tab', { name }).click();
  }
  /** A row of the list, by how it begins. */
  row(what: string) {
    return this.differences.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: what }) });
  }
}

test('another mode, then another policy, side by side: what differs stands in words', async ({ page }) => {
  await new Kubehop(page).open('./#/s/load-balancer');
  const compare = new CompareView(page);
  await compare.open();
  // the text is iptables: the other mode is compared with first
  await expect(compare.against).toHaveValue('nftables');
  await expect(compare.row('Rules tried on this way')).toContainText(/\d+.*\d+.*\+\d+/);
  await expect(compare.row('This way ends')).toHaveCount(0);
  await compare.against.selectOption('externalLocal Service/default/tomcat-service');
  await expect(compare.row('This way ends')).toContainText(/sees \W*198\.51\.100\.7.*sees \W*192\.168\.251\.10\d/);
  await expect(compare.row('Source addresses that are seen')).toContainText('198.51.100.7');
  await compare
    .row('The ways part')
    .getByRole('button', { name: /at step \d+ of \d+/ })
    .click();
  await expect(compare.steps.nth(1)).toHaveAttribute('aria-current', 'step');
});

test('one clock plays both, and stops at every step of both', async ({ page }) => {
  await new Kubehop(page).open('./#/s/load-balancer');
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
  await compare.steps.first().click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(compare.steps.nth(2)).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  // and the page goes on where the comparison was
  await compare.steps.nth(3).click();
  await page.getByRole('tab', { name: 'Map', exact: true }).click();
  await expect(new Kubehop(page).hops.nth(3)).toHaveAttribute('aria-current', 'step');
});

test('a choice in one of the two maps goes there in both', async ({ page }) => {
  // nothing plays meanwhile: the first hop on n2 is the next one
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await new Kubehop(page).open('./#/s/load-balancer');
  const compare = new CompareView(page);
  await compare.open();
  const map = compare.picture('A');
  await map.focus();
  const choose = async (name: RegExp): Promise<void> => {
    await expect(async () => {
      for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
      for (const key of [
        'ArrowDown',
        'ArrowRight',
        'ArrowDown',
        'ArrowDown',
        'ArrowRight',
        'ArrowDown',
        'ArrowRight',
      ]) {
        if (name.test((await map.getAttribute('aria-label')) ?? '')) return;
        await page.keyboard.press(key);
      }
      expect(await map.getAttribute('aria-label')).toMatch(name);
    }).toPass({ timeout: 5000 });
    await page.keyboard.press('Enter');
  };
  // the rules of a Node: its first hop, in both, and its rules are the ones that are compared
  await choose(/^Rules of n2/);
  await expect(compare.steps.filter({ hasText: /A n2/ }).first()).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('Enter');
  await expect(compare.steps.filter({ hasText: /A n2/ }).nth(1)).toHaveAttribute('aria-current', 'step');
  await compare.aspect('Rules');
  await expect(page.getByLabel('Node', { exact: true })).toHaveValue('n2');
});

test('the map marks what differs: the field of the Service, and the rules of a Node, in both pictures', async ({
  page,
}) => {
  await new Kubehop(page).open('./#/s/load-balancer');
  const compare = new CompareView(page);
  await compare.open();
  await compare.against.selectOption('externalLocal Service/default/tomcat-service');
  await expect(compare.row('This way ends')).toBeVisible();
  for (const [side, field, rules] of [
    ['A', 'externalTrafficPolicy: Local', /^Rules of n2: −\d+$/m],
    ['B', 'externalTrafficPolicy: Cluster', /^Rules of n2: \+\d+$/m],
  ] as const) {
    const map = compare.picture(side);
    await expect(async () => {
      await map.focus();
      const heard: string[] = [];
      for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowLeft', 'ArrowDown']) {
        await page.keyboard.press(key);
        heard.push((await map.getAttribute('aria-label')) ?? '');
      }
      expect(heard.join('\n')).toContain(field);
      expect(heard.join('\n')).toMatch(rules);
    }).toPass();
  }
});

test('before and after an edit; what is broken says where', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(text('Cluster'));
  await expect(page.getByRole('status').filter({ hasText: '1 endpoint ready' })).toBeVisible();
  const compare = new CompareView(page);
  await compare.open();
  await page.getByRole('button', { name: 'Pin this text as A' }).click();
  await expect(compare.against).toHaveValue('pinned');
  await expect(compare.differences).toContainText('A and B are the same text');
  await kubehop.write(text('Local'));
  await expect(compare.row('This way ends')).toContainText(/sees .*timeout/);
  await expect(compare.row('ends in timeout')).toContainText('+100.0 points');
  await kubehop.write(text('Nowhere'));
  await page.getByRole('button', { name: 'Pin this text as A' }).click();
  await expect(page.getByRole('alert')).toContainText(/Line \d+: .*Nowhere/);
  await kubehop.write(text('Local'));
  await compare.against.selectOption('externalCluster Service/default/web');
  await expect(compare.row('This way ends')).toContainText(/sees .*timeout/);
});

test('the rules, the matrix and the text show the same difference', async ({ page }) => {
  await new Kubehop(page).open('./#/s/load-balancer');
  const compare = new CompareView(page);
  await compare.open();
  // other languages: set side by side, and not compared
  await compare.aspect('Rules');
  await expect(page.getByRole('region', { name: 'A: nft list table ip kube-proxy' })).toContainText(
    'table ip kube-proxy {',
  );
  await expect(page.getByRole('region', { name: 'B: iptables-save' })).toContainText('KUBE-SERVICES');
  await expect(page.getByText('their lines are not compared')).toBeVisible();
  await compare.against.selectOption('externalLocal Service/default/tomcat-service');
  const rules = page.getByRole('region', { name: 'iptables-save' }).first();
  await expect(rules).toContainText(/−\d+ only in A\s*\+\d+ only in B/);
  await expect(rules).toContainText('KUBE-SVL-');
  await page.getByLabel('Node', { exact: true }).selectOption('n1');
  await expect(page.getByLabel('Node', { exact: true }).locator('option:checked')).toHaveText(/n1: \+\d+ −\d+/);
  await compare.row('Connections from everywhere').getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.getByRole('grid').locator('del').first()).toBeVisible();
  await compare.aspect('Text');
  await expect(page.getByRole('region', { name: 'scenario.yaml' })).toContainText('externalTrafficPolicy: Local');
});

test('a link opens the same comparison', async ({ page, context }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
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
  await expect(opened.row('The ways part')).toContainText(/n\d ipvs INPUT: .*n\d nat PREROUTING: /);
});

test('all of it fits a small screen, and the last valid text is marked as such', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(text('Cluster'));
  const compare = new CompareView(page);
  await compare.open();
  await compare.against.selectOption('externalLocal Service/default/web');
  await expect(compare.row('This way ends')).toBeVisible();
  const scrolls = await page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
    return scrollHeight > clientHeight || scrollWidth > clientWidth;
  });
  expect(scrolls).toBe(false);
  for (const side of ['A', 'B'] as const) {
    const box = await compare.picture(side).boundingBox();
    expect(box?.height).toBeGreaterThan(280);
    expect(box?.width).toBeGreaterThan(400);
  }
  await page.screenshot({ path: artefact('compare-small.png') });
  await kubehop.write(text('Nowhere'));
  await expect(compare.picture('B').getByRole('status')).toContainText(/Line \d+/);
});

test('on a phone one of the two is shown, in both languages', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto('./?lang=zh-CN#/s/load-balancer');
  await page.getByRole('tab', { name: '对比' }).tap();
  await expect(page.getByRole('group', { name: 'B 的图' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('tab', { name: 'A', exact: true }).tap();
  await expect(page.getByRole('group', { name: 'A 的图' })).toBeVisible();
  await page.getByRole('tab', { name: '列表' }).tap();
  await expect(page.getByRole('region', { name: '有什么不同' })).toContainText('这条路径上比对的规则数');
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('compare-phone.png') });
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the comparison, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await new Kubehop(page).open('./#/s/load-balancer');
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
