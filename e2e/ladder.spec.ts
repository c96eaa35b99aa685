import type { Page } from '@playwright/test';
import { artefact, expect, expectNoViolations, nodePortText, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

const local = nodePortText('Local', 'n3');

const long = 'web-with-a-very-long-name-that-has-sixty-three-characters-in-it';
const six = `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: overlay}
spec: {podNetwork: vxlan}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "10.244.0.0/16,fd00:10:244::/48", serviceSubnet: "10.96.0.0/12,fd00:10:96:1111:2222:3333:4444:0/112"}
---
apiVersion: v1
kind: Pod
metadata: {name: ${long}, labels: {app: web}}
spec: {nodeName: n2, containers: [{name: c, image: agnhost}]}
---
apiVersion: v1
kind: Pod
metadata: {name: tool}
spec: {nodeName: n1, containers: [{name: c, image: busybox}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  ipFamilyPolicy: SingleStack
  ipFamilies: [IPv6]
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
`;

const rowsOf = (page: Page) => page.getByRole('list', { name: 'The connection as a ladder' }).getByRole('button');

async function openLadder(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Ladder' }).click();
  await expect(rowsOf(page).first()).toBeVisible();
}

/** Texts of the drawing that reach out of it, and those that lie on each other in one row. */
const badTexts = (page: Page): Promise<string[]> =>
  page
    .getByRole('list', { name: 'The connection as a ladder' })
    .locator('svg')
    .evaluateAll((drawings) =>
      drawings.flatMap((drawing) => {
        const frame = drawing.getBoundingClientRect();
        const texts = [...drawing.querySelectorAll('text')].map((text) => ({
          said: text.textContent,
          box: text.getBoundingClientRect(),
        }));
        const outside = texts.filter(({ box }) => box.left < frame.left - 0.5 || box.right > frame.right + 0.5);
        const over = texts.filter(({ box }, i) =>
          texts.some(
            (other, j) =>
              j > i &&
              box.left < other.box.right - 1 &&
              other.box.left < box.right - 1 &&
              box.top < other.box.bottom - 4 &&
              other.box.top < box.bottom - 4,
          ),
        );
        return [...outside.map(({ said }) => `cut: ${said}`), ...over.map(({ said }) => `under another: ${said}`)];
      }),
    );

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

test('the ladder tells each hop, and is the same clock as player and inspector', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  const hops = await kubehop.hops.count();
  await kubehop.hops.first().click();
  await openLadder(page);
  const rows = rowsOf(page);
  await expect(rows).toHaveCount(hops + 1);
  await expect(rows.nth(2)).toContainText(/hop 3 of \d+, n\d, nat PREROUTING: n\d changes the destination to tomcat-/);
  await expect(rows.nth(2)).toContainText('DNAT');
  await expect(rows.last()).toContainText('delivered');
  await rows.nth(2).click();
  await expect(rows.nth(2)).toHaveAttribute('aria-current', 'step');
  await expect(kubehop.inspector.getByRole('heading').first()).toContainText('Destination translated');
  const slider = page.getByRole('slider', { name: 'Position in the connection' });
  await expect(slider).toHaveAttribute('aria-valuetext', /^hop 3 of/);
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(3)).toBeFocused();
  await expect(slider).toHaveAttribute('aria-valuetext', /^hop 4 of/);
  await page.keyboard.press('ArrowLeft');
  await expect(rows.nth(2)).toHaveAttribute('aria-current', 'step');
  await rows.nth(4).focus();
  await page.keyboard.press('Enter');
  await expect(rows.nth(4)).toHaveAttribute('aria-current', 'step');
  await kubehop.hops.nth(6).click();
  await expect(rows.nth(6)).toHaveAttribute('aria-current', 'step');
  await expect(rows.nth(6)).toBeInViewport();
  await page.keyboard.press('l');
  await expect(page.locator('.kubehop-picture')).toBeVisible();
});

test('a link opens the ladder', async ({ page, browser }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await openLadder(page);
  await rowsOf(page).nth(3).click();
  const link = await kubehop.copyLink();
  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  await other.goto(link);
  await expect(rowsOf(other).nth(3)).toHaveAttribute('aria-current', 'step');
  await stranger.close();
});

test('a packet that dies says why there, and the sender what it sees', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(local);
  await expect(page.getByText('1 endpoint ready')).toBeVisible();
  await kubehop.sendTo('■ node port');
  await openLadder(page);
  const drawn = rowsOf(page).locator('svg');
  await expect(drawn.nth(1)).toContainText('dropped');
  await expect(drawn.nth(1)).toContainText('externalTrafficPolicy');
  await expect(drawn.last()).toContainText('timeout');
  await page.screenshot({ path: artefact('ladder-dropped.png') });
});

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
  [1024, 768],
] as const)
  test(`IPv6, VXLAN and long names stand in full, ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const kubehop = new Kubehop(page);
    await kubehop.open();
    await kubehop.write(six);
    await expect(page.getByText('1 endpoint ready')).toBeVisible();
    await page.getByLabel('From', { exact: true }).selectOption('pod/tool');
    await kubehop.sendTo('◇ name');
    await openLadder(page);
    await expect(rowsOf(page).locator('svg', { hasText: 'in VXLAN 1:' })).toHaveCount(2);
    const heads = page.locator('svg', { hasText: 'Pod on n2' }).first();
    expect((await heads.textContent())?.replaceAll(/\s/g, '')).toContain(long);
    expect(await badTexts(page)).toEqual([]);
    await page.screenshot({ path: artefact(`ladder-ipv6-${width}.png`) });
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the ladder, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1440, height: 900 });
    const kubehop = new Kubehop(page);
    await kubehop.open('./#/s/load-balancer');
    await openLadder(page);
    await rowsOf(page).nth(2).click();
    await expectNoViolations(page);
    await page.screenshot({ path: artefact(`ladder-${colorScheme}.png`) });
  });

test('in Chinese nothing is cut either', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await openLadder(page);
  await page.getByRole('button', { name: '中文' }).click();
  const drawn = page.getByRole('list', { name: '用时序图表示的连接' }).locator('svg');
  await expect(drawn.nth(1)).toContainText('选中');
  await page.screenshot({ path: artefact('ladder-chinese.png') });
});

test('paper has the ladder and the table of hops, white and without the page around them', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await openLadder(page);
  await rowsOf(page).nth(2).click();
  await page.emulateMedia({ media: 'print' });
  await expect(rowsOf(page).first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'The connection, hop by hop' })).toBeVisible();
  for (const gone of [kubehop.editor, kubehop.hops.first(), page.getByRole('banner'), kubehop.inspector])
    await expect(gone).toBeHidden();
  const { background, wide } = await page.evaluate(() => ({
    background: getComputedStyle(document.documentElement).getPropertyValue('--bg'),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  expect(background).toBe('#fff');
  expect(wide).toBeLessThanOrEqual(0);
  await page.screenshot({ path: artefact('ladder-paper.png'), fullPage: true });
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
});

test('on a phone the ladder scrolls in its pane and keeps what happens in view', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto('./#/s/load-balancer');
  await expect(page.locator('.kubehop-picture')).toBeVisible();
  await page.getByRole('tab', { name: 'Ladder' }).tap();
  await rowsOf(page).nth(3).tap();
  await expect(page.getByText(/^4 of \d+ · Source translated/)).toBeVisible();
  const pane = await page.getByRole('region', { name: 'Picture' }).boundingBox();
  const texts = await rowsOf(page)
    .nth(3)
    .locator('text')
    .evaluateAll((all) => all.slice(1).map((text) => text.getBoundingClientRect().right));
  for (const right of texts) expect(right).toBeLessThanOrEqual((pane?.x ?? 0) + (pane?.width ?? 0));
  expect(await badTexts(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('ladder-phone.png') });
  await context.close();
});
