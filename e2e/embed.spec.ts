import { artefact, expect, expectNoViolations, test } from './kubehop.ts';

// The engine's worker starts with the frame, also where many start at once.
test.describe.configure({ timeout: 60_000 });
test.use({ viewport: { width: 800, height: 450 } });
const started = { timeout: 30_000 };

test('an embed stands still until it is told to run, and then follows the packet', async ({ page }) => {
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  await page.goto('./embed.html?embed=1#/s/load-balancer');
  const hops = page.getByRole('list', { name: 'Hops' }).getByRole('button');
  await expect(hops.first()).toBeVisible(started);
  // the small engine has all that the first example needs (scripts/lean-worker.mjs)
  expect(workers.map((url) => /\w+\.worker/.exec(url)?.[0])).toEqual(['simulation.worker']);
  await expect(page.getByText(/^1 of \d+ ·/)).toBeVisible();
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByText(/^3 of \d+ ·/)).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await hops.filter({ hasText: 'tomcat-' }).first().click();
  await expect(page.getByText(/of \d+ · .* answers: it sees/)).toBeVisible();
  await hops.nth(4).click();
  await page.getByRole('button', { name: 'One hop back' }).click();
  await expect(page.getByText(/^4 of \d+ ·/)).toBeVisible();
  await page.screenshot({ path: artefact('embed.png') });
});

test('opens the same scenario in full, beside the page that embeds it', async ({ page }) => {
  await page.goto('./embed.html?embed=1&theme=dark#/s/nodeport');
  const link = page.getByRole('link', { name: 'Open in Kubehop' });
  await expect(link).toHaveAttribute('href', /\/#\/s\/nodeport$/);
  await expect(link).toHaveAttribute('target', '_blank');
});

test('takes what the embedding page asks for', async ({ page }) => {
  await page.goto('./embed.html?embed=1&run=none&step=3&theme=dark&panels=picture&unknown=1#/s/load-balancer');
  await expect(page.getByText(/^3 of \d+ ·/)).toBeVisible(started);
  await expect(page.getByRole('button', { name: 'Run' })).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Hops' })).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('says what is wrong with a damaged link', async ({ page }) => {
  await page.goto('./embed.html?embed=1#v1/abc');
  await expect(page.getByRole('status')).toContainText('damaged link');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the embed, ${colorScheme}, and the keyboard reaches all of it`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 320, height: 320 });
    await page.goto('./embed.html?embed=1&run=none&step=3#/s/load-balancer');
    await expect(page.getByText(/^3 of \d+ ·/)).toBeVisible(started);
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'One hop on' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^4 of \d+ ·/)).toBeVisible();
  });
}
