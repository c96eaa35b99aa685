import { expect, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

const slider = 'Position in the connection';

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

test('the keyboard plays, steps by hop and by ten, and goes to the ends', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await kubehop.hops.first().click();
  await page.locator('body').click({ position: { x: 700, y: 20 } });
  const at = page.getByRole('slider', { name: slider });
  const hops = await kubehop.hops.count();
  for (const [key, hop] of [
    ['ArrowRight', 2],
    ['.', 3],
    [',', 2],
    ['End', hops],
    ['Shift+ArrowLeft', Math.max(1, hops - 10)],
    ['Home', 1],
    ['Shift+ArrowRight', Math.min(hops, 11)],
  ] as const) {
    await page.keyboard.press(key);
    await expect(at, key).toHaveAttribute('aria-valuetext', new RegExp(`^hop ${hop} of ${hops}: `));
  }
  await page.keyboard.press('Home');
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('ten steps');
});

test('steps go by rule when that is chosen, and say which rule', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await kubehop.hops.filter({ hasText: 'dst ▸' }).first().click();
  await page.getByRole('button', { name: 'How it plays' }).click();
  await page.getByRole('radio', { name: 'rule' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Previous rule' }).click();
  const at = page.getByRole('slider', { name: slider });
  await expect(at).toHaveAttribute('aria-valuetext', /^hop \d+ of \d+: .*, rule (\d+) of \1: /);
  await page.getByRole('button', { name: 'Next rule' }).click();
  await expect(at).not.toHaveAttribute('aria-valuetext', /, rule /);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Next rule' })).toBeVisible();
});

test('it begins again at the end when it loops', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('8');
  await page.getByRole('button', { name: 'How it plays' }).click();
  await page.getByRole('checkbox', { name: 'Begin again' }).check();
  await page.keyboard.press('Escape');
  await kubehop.hops.last().click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  // of ten, each of which is there for a moment only
  await expect(page.getByRole('slider', { name: slider })).toHaveAttribute('aria-valuetext', /^hop [2-8] of 10/);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('single-letter keys can be switched off', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.getByRole('checkbox', { name: 'Single-letter keys' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.locator('body').click({ position: { x: 700, y: 20 } });
  await page.keyboard.press('End');
  await expect(page.getByRole('slider', { name: slider })).toHaveAttribute('aria-valuetext', /^hop (\d+) of \1: /);
});

test('our own switch stops all movement: the packet jumps from hop to hop', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await page.getByRole('button', { name: 'How it plays' }).click();
  await page.getByRole('checkbox', { name: 'Jump instead of moving' }).check();
  await page.keyboard.press('Escape');
  await kubehop.hops.first().click();
  const at = page.getByRole('slider', { name: slider });
  const before = Number(await at.inputValue());
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(600);
  expect(Number(await at.inputValue())).toBe(before);
  await expect(at).toHaveAttribute('aria-valuetext', /^hop 2 of/);
});

test('a link carries the time, the selection and the view', async ({ page, browser }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await kubehop.hops.nth(3).click();
  await page.getByRole('tab', { name: 'Objects' }).click();
  await page.locator('#left-panel').getByRole('button', { name: 'shop' }).click();
  await page.getByRole('tab', { name: 'Table' }).click();
  const link = await kubehop.copyLink();
  const stranger = await browser.newContext();
  const other = new Kubehop(await stranger.newPage());
  await other.page.goto(link);
  await expect(other.page.getByRole('list', { name: 'The connection, hop by hop' })).toBeVisible();
  await expect(other.page.getByRole('region', { name: 'Pod shop' })).toBeVisible();
  await expect(other.page.getByRole('slider', { name: slider })).toHaveAttribute('aria-valuetext', /^hop 4 of/);
  await stranger.close();
});

test('open in full carries the hop and the way of the embed', async ({ page }) => {
  await page.goto('./embed.html?embed=1&run=none#/s/load-balancer');
  const hops = page.getByRole('list', { name: 'Hops' }).getByRole('button');
  await expect(hops.first()).toBeVisible({ timeout: 30_000 });
  const link = page.getByRole('link', { name: 'Open in Kubehop' });
  await expect(link).toHaveAttribute('href', /#\/s\/load-balancer$/);
  await hops.nth(4).click();
  await expect(link).toHaveAttribute('href', /#v3\//);
  const said = await page.getByText(/^5 of \d+ ·/).innerText();
  await page.goto((await link.getAttribute('href')) ?? '');
  await expect(page.getByRole('slider', { name: slider })).toHaveAttribute('aria-valuetext', /^hop 5 of/);
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText(
    said.split(' · ')[1]!.trim().split(' ')[0]!,
  );
});
