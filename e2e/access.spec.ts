import { artefact, expect, expectNoViolations, nodePortText, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the page, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1440, height: 900 });
    const kubehop = new Kubehop(page);
    await kubehop.open('./#/s/load-balancer');
    await expect(kubehop.editor).toBeVisible();
    await kubehop.hops.nth(2).click();
    await expectNoViolations(page);
    await page.screenshot({ path: artefact(`page-${colorScheme}.png`) });
    await page.getByRole('tab', { name: 'Table' }).click();
    await page.getByRole('tab', { name: 'Objects' }).click();
    await page.locator('#left-panel').getByRole('button', { name: 'tomcat-service' }).click();
    await expectNoViolations(page);
    await page.getByRole('tab', { name: 'Terminal' }).click();
    await page.getByRole('button', { name: 'Embed' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoViolations(page);
  });
}

test('axe finds nothing in the dark either: lesson, gallery, timeline, why, in Chinese', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('./?lang=zh-CN#/s/09-node-port');
  await expect(page.locator('li[aria-current=step]')).toBeVisible({ timeout: 20_000 });
  await expectNoViolations(page);
  await page.getByRole('button', { name: '场景库' }).click();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await page.goto('./?lang=zh-CN#/s/rollout-errors');
  await page.getByRole('tab', { name: '时间线' }).click();
  await expect(page.getByRole('slider', { name: '时刻' })).toBeVisible();
  await expectNoViolations(page);
  const kubehop = new Kubehop(page);
  await page.goto('./?lang=en');
  await kubehop.write(nodePortText('Local', 'n2'));
  await kubehop.sendTo('■ node port');
  await kubehop.inspector.getByRole('button', { name: 'Why?' }).click();
  await expect(page.getByRole('region', { name: 'Why', exact: true })).toContainText('externalTrafficPolicy is Local');
  await expectNoViolations(page);
});

test('axe finds nothing on a phone, nor in its sheets', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto('./#/s/load-balancer');
  await expect(page.locator('.kubehop-picture')).toBeVisible();
  await expect(page.getByText(/1 of \d+/)).toBeVisible();
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('phone.png') });
  // a tap inspects, and says what else there is to do with it
  await page.locator('.kubehop-picture').tap({ position: { x: 60, y: 45 } });
  await expect(page.getByRole('dialog', { name: 'Inspect' })).toContainText('LoadBalancer tomcat-service');
  await page.getByRole('button', { name: 'Close' }).first().click();
  const only = page.getByRole('button', { name: 'Only tomcat-service' });
  expect(await only.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  for (const sheet of ['YAML', 'Steps', 'Inspect', 'Traffic', 'Terminal', 'Objects']) {
    await page.getByRole('navigation').getByRole('button', { name: sheet }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    if (sheet === 'YAML') await expect(page.locator('.cm-editor')).toBeVisible();
    if (sheet === 'Terminal') {
      await page.getByRole('textbox', { name: 'Command' }).fill('kubectl delete pod shop');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('log')).toContainText('deleted');
    }
    await expectNoViolations(page);
    await page.screenshot({ path: artefact(`phone-${sheet.toLowerCase()}.png`) });
    await page.getByRole('button', { name: 'Close' }).first().click();
  }
  const small = await page
    .locator('button:visible, select:visible')
    .evaluateAll((elements) =>
      elements.filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.textContent),
    );
  // The summary of the hop is one large button of several lines.
  expect(small).toEqual([]);
  // a page that is wider is shown smaller by a phone
  expect(await page.evaluate(() => innerWidth)).toBe(390);
  await context.close();
});

test('the whole connection can be followed with the keyboard alone', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await kubehop.open('./#/s/load-balancer');
  const heading = kubehop.inspector.getByRole('heading').first();
  await page.keyboard.press('Home');
  await expect(heading).toContainText('The client sends');
  await page.keyboard.press('ArrowRight');
  await expect(heading).toContainText('The load balancer picks');
  await page.keyboard.press('ArrowRight');
  await expect(heading).toContainText('Destination translated');
  await page.keyboard.press('ArrowLeft');
  await expect(heading).toContainText('The load balancer picks');
  await page.keyboard.press('End');
  await expect(heading).toContainText('has its answer');
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Space');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // Tabs and sliders keep only the keys that move them; what a key opens has the focus, however late it comes.
  await page.getByRole('tab', { name: 'Map' }).focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('4');
  await expect(page.getByRole('textbox', { name: 'Command' })).toBeFocused();

  // The slider says where it is, and single keys rest while somebody types.
  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', /^hop \d+ of \d+: /);
  await page.keyboard.press('1');
  await kubehop.editor.focus();
  const before = await heading.innerText();
  await page.keyboard.type(' ?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await heading.innerText()).toBe(before);
});

test('the choice of theme is kept, and never flashes', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: /^Theme: system/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('the panes can be resized from the keyboard', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  const separator = page.getByRole('separator', { name: 'Width of the editor' });
  const before = await separator.boundingBox();
  await separator.focus();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await separator.boundingBox())?.x ?? 0).toBeGreaterThan(before?.x ?? 0);
});
