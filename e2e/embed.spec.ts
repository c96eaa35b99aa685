import { decodeLink } from '../src/share/link.ts';
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

test('panels beside the picture: lines light up, and edits and commands reach the picture and the link', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 960, height: 540 });
  await page.goto('./embed.html?embed=1&run=none&step=2&panels=picture,timeline,yaml,terminal,inspector#/s/nodeport');
  const text = page.getByRole('textbox', { name: 'YAML' });
  await expect(text).toHaveValue(/nodePort: 31002/, started);
  const lit = page.locator('.lit');
  await expect(lit.filter({ hasText: 'nodePort: 31002' })).toHaveCount(1);
  await expectNoViolations(page);

  // a click on a line leads to the hop that came from it
  await page.getByRole('button', { name: 'One hop back' }).click();
  await expect(page.getByText(/^1 of \d+ ·/)).toBeVisible();
  await text.click({ position: { x: 150, y: 8 + 18 * 9.5 } });
  await expect(page.getByText(/^2 of \d+ ·/)).toBeVisible();

  const wanted = (await text.inputValue()).replace('31002', '31999');
  await text.fill(wanted.replace('NodePort', 'NodeDoor'));
  await expect(page.getByText(/Unsupported value: "NodeDoor"/)).toBeVisible(started);
  await text.fill(wanted);
  // another connection begins at its beginning
  await expect(page.getByText(/^1 of \d+ · .*:31999/)).toBeVisible(started);

  await page.getByRole('tab', { name: 'Inspect' }).click();
  const card = page.getByRole('region', { name: 'Inspector' });
  await page.getByRole('button', { name: 'One hop forward' }).click();
  await expect(card.getByRole('heading')).toContainText('Destination translated');
  await expect(card.getByRole('list', { name: 'Rules tried' })).toContainText('KUBE-SEP');
  await expect(card.getByRole('group', { name: 'Because' })).toContainText('line 9');
  await expectNoViolations(page);

  await page.getByRole('tab', { name: 'Inspect' }).press('ArrowLeft');
  const log = page.getByRole('log');
  await page.getByRole('button', { name: 'Run kubectl get svc tomcat-service' }).click();
  await expect(log).toContainText('8080:31999/TCP', started);
  await page.getByRole('textbox', { name: 'Command' }).fill('kubectl scale deployment tomcat --replicas=1');
  await page.keyboard.press('Enter');
  await expect(log).toContainText('deployment.apps/tomcat scaled', started);
  await expectNoViolations(page);
  const full = page.getByRole('link', { name: 'Open in Kubehop' });
  await expect
    .poll(async () => decodeLink(new URL((await full.getAttribute('href')) ?? '').hash))
    .toMatchObject({ ok: true, yaml: wanted, view: { left: 'terminal' }, typed: [{ on: 'admin' }, { on: 'admin' }] });
  // a small frame shows one thing at a time
  await page.setViewportSize({ width: 320, height: 240 });
  await expect(page.getByRole('tab', { name: 'Picture' })).toHaveAttribute('aria-selected', 'true');
  await expect(log).toBeHidden();
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await expect(page.getByRole('textbox', { name: 'Command' })).toBeInViewport({ ratio: 1 });
  await expectNoViolations(page);
});

test("what is read only is read: the text, and the scenario's own commands", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 640 });
  await page.goto('./embed.html?embed=1&run=none&panels=terminal,yaml&readonly=1#/s/nodeport');
  await page.getByRole('button', { name: 'Run kubectl get svc tomcat-service' }).click(started);
  await expect(page.getByRole('log')).toContainText('8080:31002/TCP', started);
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await page.getByRole('tab', { name: 'YAML' }).click();
  await expect(page.getByRole('textbox', { name: 'YAML' })).not.toBeEditable();
  await expectNoViolations(page);
});

test('in the smallest frame all of the picture is seen, and nothing lies on it but the packet', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 240 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./embed.html?embed=1#/s/load-balancer');
  await expect(page.getByText(/^1 of \d+ ·/)).toBeVisible(started);
  await expect(page.getByRole('button', { name: 'Run' })).toBeHidden();
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  const strip = page.getByRole('group', { name: 'Player' });
  await page.screenshot({ path: artefact('embed-320.png') });
  const cut = await strip.locator('.sentence').evaluate((one) => one.scrollHeight - one.clientHeight);
  expect(cut).toBeLessThanOrEqual(16); // a line at most, which the ellipsis stands for
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
    await page.getByRole('button', { name: 'One hop forward' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^4 of \d+ ·/)).toBeVisible();
  });
}
