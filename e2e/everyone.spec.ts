import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { artefact, expect, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

/** Presses Tab until what has the focus is this, as somebody does who has no mouse. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    const is = await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, wanted);
    if (is) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}

async function expectNothingSticksOut(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
}

test('the default tour without a mouse: play, step, object, line, way, other door, link', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const kubehop = new Kubehop(page);
  await kubehop.open();
  const heading = kubehop.inspector.getByRole('heading').first();
  await page.keyboard.press('Home');
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowRight');
  await expect(heading).toContainText('Destination translated');

  // the picture: arrows move from object to object, and each says what it is
  await tabTo(page, '.kubehop-picture');
  const names = new Set<string>();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft']) {
    await page.keyboard.press(key);
    const name = await page.locator('.kubehop-picture').getAttribute('aria-label');
    names.add(name ?? '');
  }
  expect(names.size).toBeGreaterThan(3);
  expect([...names].join(' ')).not.toContain('undefined');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');

  // away from the picture arrows step again; from the hop's cause to the line
  await tabTo(page, '[aria-label="Hops"] button');
  await page.keyboard.press('Home');
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowRight');
  await expect(heading).toContainText('Destination translated');
  await tabTo(page, '[aria-label="Inspector"] section[aria-label="Because"] button ~ button');
  await page.keyboard.press('Enter');
  await expect(kubehop.editor).toBeFocused();
  await page.keyboard.press('Escape');

  // another door, and a link to it
  const to = page.getByLabel('To', { exact: true });
  await to.focus();
  await page.keyboard.press('ArrowDown');
  await expect(to.locator('option:checked')).not.toContainText('203.0.113.10');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText(/Link copied|in the address bar/)).toBeVisible();
  expect(page.url()).toContain('#v3/');
});

test('forced colours keep shapes, borders and words', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await kubehop.hops.nth(2).click();
  const change = kubehop.inspector.locator('ins').first();
  await expect(change).toHaveCSS('border-top-style', 'solid');
  await expect(kubehop.inspector.locator('del').first()).toHaveCSS('text-decoration-line', 'line-through');
  await page.screenshot({ path: artefact('forced-colours.png') });
  const { violations } = await new AxeBuilder({ page }).disableRules(['color-contrast']).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

// Zoom is a smaller window in CSS pixels: 1280 × 800 at 200 % and at 400 %.
for (const [percent, width, height] of [
  [200, 640, 400],
  [400, 320, 200],
] as const)
  test(`at ${percent} % zoom everything can be reached, and nothing sticks out`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      ...(baseURL && { baseURL }),
      viewport: { width, height },
      deviceScaleFactor: percent / 100,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto('./#/s/load-balancer');
    await expect(page.locator('.kubehop-picture')).toBeVisible({ timeout: 30_000 });
    await expectNothingSticksOut(page);
    await page.screenshot({ path: artefact(`zoom-${percent}.png`) });
    for (const sheet of ['YAML', 'Inspect', 'Traffic', 'Objects']) {
      const opener = page.getByRole('navigation').getByRole('button', { name: sheet });
      await opener.scrollIntoViewIfNeeded();
      await opener.click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toBeVisible();
      const box = await dialog.boundingBox();
      expect(box?.height ?? 0).toBeGreaterThan(height / 3);
      await page.getByRole('button', { name: 'Close' }).click();
    }
    await expectNothingSticksOut(page);
    await context.close();
  });

test('two fingers zoom the picture', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto('./#/s/load-balancer');
  await expect(page.locator('.kubehop-picture')).toBeVisible({ timeout: 30_000 });
  const box = (await page.locator('.kubehop-picture').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const before = await page.locator('.kubehop-picture').screenshot();
  const session = await context.newCDPSession(page);
  await session.send('Input.synthesizePinchGesture', { x, y, scaleFactor: 1.6, relativeSpeed: 400 });
  await page.waitForTimeout(300);
  expect(await page.locator('.kubehop-picture').screenshot()).not.toEqual(before);
  // the page itself has not been zoomed
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
  await context.close();
});
