// What is too much, too long or nothing at all is drawn on purpose: nothing lies on anything else, and all can be read.
import type { Page } from '@playwright/test';
import { placesToPick } from '../src/ui/canvas/picks.ts';
import { artefact, expect, expectNoViolations, test } from './kubehop.ts';
import { Kubehop } from './page.ts';
import { hearAll, sceneOn } from './scene.ts';

test.use({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });

const expectNothingSticksOut = async (page: Page): Promise<void> => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
};

/** Everything that can be picked lies beside everything else. */
async function expectNoOverlap(page: Page, text: string): Promise<void> {
  const { scene } = await sceneOn(page, text);
  const rects = placesToPick(scene);
  const over = rects.flatMap(({ rect: a, name }, i) =>
    rects
      .slice(i + 1)
      .filter(({ rect: b }) => a.x < b.x + b.w - 1 && b.x < a.x + a.w - 1 && a.y < b.y + b.h - 1 && b.y < a.y + a.h - 1)
      .map((other) => `${name} on ${other.name}`),
  );
  expect(over).toEqual([]);
}

const pod = (name: string, more = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: {app: web}}\nspec:\n  nodeName: n1\n  containers: [{name: web, image: tomcat, ports: [{containerPort: 8080}]}]\n${more}`;

test('a text without any object offers a beginning, also where only remarks are left', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  for (const text of ['', '# nothing yet\n', '---\n---\n']) {
    await kubehop.write(text);
    if (text === '') await page.keyboard.press('Delete');
    await expect(page.getByText('No problems')).toBeVisible();
    await expectNothingSticksOut(page);
  }
  await page.screenshot({ path: artefact('only-remarks.png') });
  await kubehop.write('');
  await page.keyboard.press('Delete');
  await expect(page.getByText('Paste a Service')).toBeVisible();
  await expectNoViolations(page);
});

test('a cluster without a Node to run on: Pods that wait are drawn, and why', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  const text = `apiVersion: v1
kind: Node
metadata: {name: cp, labels: {node-role.kubernetes.io/control-plane: ""}}
spec: {taints: [{key: node-role.kubernetes.io/control-plane, effect: NoSchedule}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {containers: [{name: web, image: tomcat}]}
`;
  await kubehop.write(text);
  await expect(page.locator('.kubehop-picture')).toBeVisible();
  await page.getByRole('tab', { name: 'Objects' }).click();
  await page.locator('#left-panel').getByRole('button', { name: 'web-1' }).click();
  await expect(page.getByRole('region', { name: 'Pod web-1' })).toContainText(/Pending|waits|no Node|taint/i);
  await expectNoOverlap(page, text);
  const { scene } = await sceneOn(page, text);
  expect(scene.bands.find(({ network }) => network === 'pod')?.more).toBe('+ 1 Pod on no Node');
  expect(scene.plates[0]?.problem).toBe('app=web → 1 Pod without an address');
  await page.screenshot({ path: artefact('no-node.png') });
});

test('a hundred Services on one Pod: some are drawn, the others are counted and found', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  const services = Array.from(
    { length: 100 },
    (_, i) =>
      `apiVersion: v1\nkind: Service\nmetadata: {name: web-${i + 1}}\nspec: {selector: {app: web}, ports: [{port: ${8000 + i}, targetPort: 8080}]}`,
  );
  const text = [...services, pod('web')].join('\n---\n');
  await kubehop.write(text);
  await expect(page.getByText('100 endpoints ready')).toBeVisible();
  await expectNoOverlap(page, text);
  const { scene } = await sceneOn(page, text);
  expect(scene.plates.length).toBeLessThan(20);
  expect(scene.bands.find(({ network }) => network === 'cluster')?.more).toContain(`${100 - scene.plates.length} `);
  await page.screenshot({ path: artefact('hundred-services.png') });
  await kubehop.find('web-77');
  await kubehop.found(/^Service/).click();
  await expect(page.getByRole('region', { name: /web-77$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Only web-77' }).click();
  await page.screenshot({ path: artefact('hundred-services-one.png') });
});

const long = 'web-with-a-very-long-name-that-has-sixty-three-characters-in-it';
const six = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "10.244.0.0/16,fd00:10:244:1111:2222::/72", serviceSubnet: "10.96.0.0/12,fd00:10:96:1111:2222:3333:4444:0/112"}
---
apiVersion: v1
kind: Service
metadata: {name: ${long}}
spec: {ipFamilyPolicy: SingleStack, ipFamilies: [IPv6], selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
${pod(long)}`;

test('names of 63 characters and IPv6 in full can be read whole', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open();
  await kubehop.write(six);
  await expect(page.getByText('1 endpoint ready')).toBeVisible();
  await expectNoOverlap(page, six);
  const said = [...(await hearAll(page))].join('\n');
  expect(said).toContain(`Service ${long} `);
  expect(said).toContain(`Pod ${long} `);
  expect(said).toMatch(/fd00:10:96:1111:2222:3333:4444:\w+/);
  await page.screenshot({ path: artefact('long-names.png') });
  await page.getByRole('tab', { name: 'Objects' }).click();
  await page.locator('#left-panel').getByRole('button', { name: long }).first().click();
  await expect(page.getByRole('region', { name: new RegExp(`ClusterIP ${long}$`) })).toContainText(
    'fd00:10:96:1111:2222:3333:4444:',
  );
  const cut = await kubehop.inspector.evaluate((pane) => pane.scrollWidth - pane.clientWidth);
  expect(cut).toBeLessThanOrEqual(0);
  await expectNothingSticksOut(page);
});

test('a window of 320 px has all of it', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('./#/s/load-balancer');
  await expect(page.locator('.kubehop-picture')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/1 of \d+/)).toBeVisible();
  await expectNothingSticksOut(page);
  await page.screenshot({ path: artefact('narrow.png') });
  await expectNoViolations(page);
  for (const view of ['Ladder', 'Table', 'Matrix', 'Compare', 'Timeline', 'Map']) {
    const tab = page.getByRole('tab', { name: view });
    await tab.scrollIntoViewIfNeeded();
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expectNothingSticksOut(page);
    await page.screenshot({ path: artefact(`narrow-${view.toLowerCase()}.png`) });
  }
  for (const sheet of ['YAML', 'Steps', 'Inspect', 'Traffic', 'Terminal', 'Objects']) {
    const opener = page.getByRole('navigation').getByRole('button', { name: sheet });
    await opener.scrollIntoViewIfNeeded();
    await opener.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNothingSticksOut(page);
    await page.screenshot({ path: artefact(`narrow-${sheet.toLowerCase()}.png`) });
    await page.getByRole('button', { name: 'Close' }).click();
  }
});

test('from 720 px a sheet stands beside the picture, which is whole', async ({ page }) => {
  await page.setViewportSize({ width: 760, height: 900 });
  await page.goto('./#/s/load-balancer');
  const picture = page.locator('.kubehop-picture');
  await expect(picture).toBeVisible({ timeout: 30_000 });
  await page.getByRole('navigation').getByRole('button', { name: 'Inspect' }).click();
  const sheet = page.getByRole('dialog', { name: 'Inspect' });
  await expect(sheet).toBeVisible();
  const left = (await sheet.boundingBox())!.x;
  await expect(async () => {
    const { x, width } = (await picture.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(left);
    expect(width).toBeGreaterThan(320);
  }).toPass();
  await expectNothingSticksOut(page);
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('sheet-beside.png') });
});

test('in a small window the picture keeps its room, and what is filtered stands on one line', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 800 });
  await page.goto('./#/s/load-balancer');
  const picture = page.locator('.kubehop-picture');
  await expect(picture).toBeVisible({ timeout: 30_000 });
  const tools = page.getByRole('toolbar', { name: 'Map' });
  const { height } = (await tools.boundingBox())!;
  await (await new Kubehop(page).find('tomcat-service')).press('Enter');
  await page.getByRole('group', { name: 'Light one network' }).getByRole('button', { name: 'Cluster' }).click();
  const alone = tools.getByRole('button', { name: 'Only tomcat-service' });
  await alone.click();
  for (const width of [1440, 1180, 1024]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(async () => (await picture.boundingBox())?.width).toBeGreaterThan(460);
    expect((await tools.boundingBox())?.height, `at ${width} px`).toBe(height);
    // as much of each filter as tells which it is
    for (const filter of await tools.getByRole('button', { name: /^Only|^Fold/ }).all())
      expect((await filter.boundingBox())?.width).toBeGreaterThan(80);
    await expectNothingSticksOut(page);
  }
  // less is one column: the picture has all of it, and the rest are sheets
  await page.setViewportSize({ width: 900, height: 800 });
  await expect.poll(async () => (await picture.boundingBox())?.width).toBe(900);
  await expectNothingSticksOut(page);
  await page.screenshot({ path: artefact('small-window.png') });
});
