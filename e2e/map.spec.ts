import { readFileSync } from 'node:fs';
import { encodeLink } from '../src/share/link.ts';
import { artefact, expect, test } from './kubehop.ts';
import type { Page } from '@playwright/test';
import { elementCount } from '../src/scene/Scene.ts';
import { Kubehop } from './page.ts';
import { sceneOn } from './scene.ts';

test.use({ viewport: { width: 1440, height: 900 } });
const started = { timeout: 30_000 };

/** More Nodes than can stand side by side, and more Pods than can be cards. */
const many = [
  ...Array.from({ length: 90 }, (_, i) =>
    [
      'apiVersion: v1',
      'kind: Node',
      `metadata: {name: n${i + 1}, labels: {topology.kubernetes.io/zone: zone-${'abc'[i % 3]}}}`,
    ].join('\n'),
  ),
  readFileSync('src/scenarios/nodeport.yaml', 'utf8').replace(/^kind: Node\n[\s\S]*?^---\n/gm, ''),
].join('\n---\n');

test('finds an object, and shows one Service, and one network, alone', async ({ page }) => {
  await page.goto('./#/s/load-balancer');
  await expect(page.locator('.kubehop-picture')).toBeVisible(started);
  const kubehop = new Kubehop(page);
  const alone = page.getByRole('button', { name: 'Only tomcat-service' });
  await (await kubehop.find('tomcat-service')).press('Enter');
  await expect(alone).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(alone).toBeHidden();
  const find = await kubehop.find('203.0.113.10');
  await expect(kubehop.found(/^Service/)).toContainText('tomcat-service');
  await find.press('Enter');
  await alone.click();
  await expect(alone).toHaveAttribute('aria-pressed', 'true');
  for (const [name, words] of [
    ['Node', 'On wires'],
    ['Pod', 'One per Pod'],
    ['Cluster', 'On no interface: only rules'],
  ] as const) {
    const layer = page.getByRole('group', { name: 'Light one network' }).getByRole('button', { name, exact: false });
    await layer.click();
    await expect(layer).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByText(words)).toBeVisible();
    await page.screenshot({ path: artefact(`layer-${name.toLowerCase()}.png`) });
  }
  await kubehop.find('qqqq');
  await expect(page.getByRole('status').filter({ hasText: 'Nothing has this' })).toBeVisible();
});

test('among ninety Nodes, one that is sought is drawn by itself, until the picture is folded', async ({ page }) => {
  await page.goto(`./#${encodeLink({ yaml: many })}`);
  const kubehop = new Kubehop(page);
  await expect(page.locator('.kubehop-picture')).toBeVisible(started);
  await kubehop.find('n77');
  await kubehop.found(/Node n77/).click();
  const fold = page.getByRole('button', { name: 'Fold 1 of many' });
  await expect(fold).toBeVisible();
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('n77');
  await page.screenshot({ path: artefact('ninety-nodes.png') });
  await fold.click();
  await expect(fold).toBeHidden();
});

test('zooming in on one of many draws it by itself, zooming out folds it again', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`./#${encodeLink({ yaml: many })}`);
  await expect(page.locator('.kubehop-picture')).toBeVisible(started);
  const { scene, middle } = await sceneOn(page, many);
  expect(elementCount(scene)).toBeLessThanOrEqual(300);
  const dot = scene.columns.flatMap(({ dots }) => dots)[30]!;
  const { x, y } = middle(dot.rect);
  await page.mouse.move(x, y);
  const fold = page.getByRole('button', { name: /^Fold \d+ of many/ });
  await expect(async () => {
    await page.mouse.wheel(0, -120);
    await expect(fold).toBeVisible({ timeout: 300 });
  }).toPass();
  await expect(page.getByRole('region', { name: `Node ${dot.name}` })).toBeVisible();
  await expect(async () => {
    await page.mouse.wheel(0, 240);
    await expect(fold).toBeHidden({ timeout: 300 });
  }).toPass();
});

test('a link shows the same network, the same Service alone, and the same objects by themselves', async ({
  page,
  browser,
}) => {
  const kubehop = new Kubehop(page);
  await kubehop.open(`./#${encodeLink({ yaml: many })}`);
  await kubehop.find('n77');
  await kubehop.found(/Node n77/).click();
  await kubehop.find('tomcat-service');
  await kubehop.found(/^Service/).click();
  const alone = page.getByRole('button', { name: /^Only / });
  await alone.click();
  const layer = page.getByRole('group', { name: 'Light one network' }).getByRole('button', { name: 'Cluster' });
  await layer.click();
  const link = await kubehop.copyLink();

  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  await new Kubehop(other).open(link);
  const chosen = other.getByRole('group', { name: 'Light one network' }).getByRole('button', { name: 'Cluster' });
  await expect(chosen).toHaveAttribute('aria-pressed', 'true');
  await expect(other.getByRole('button', { name: (await alone.textContent())!.trim() })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(other.getByRole('button', { name: 'Fold 2 of many' })).toBeVisible();
  await stranger.close();
});

/** The share of pixels in which two screenshots of one size differ, from 0 to 1. */
const unlike = (page: Page, one: Buffer, other: Buffer): Promise<number> =>
  page.evaluate(
    async (images) => {
      const [a, b] = await Promise.all(
        images.map(async (image) => {
          const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(image), (c) => c.charCodeAt(0))]));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
          context.drawImage(bitmap, 0, 0);
          return new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
        }),
      );
      return a!.filter((pixel, i) => pixel !== b![i]).length / a!.length;
    },
    [one.toString('base64'), other.toString('base64')],
  );

test('a drag moves the picture, the wheel zooms it, and at rest it is painted for where it lies', async ({ page }) => {
  await page.goto('./#/s/load-balancer');
  const picture = page.locator('.kubehop-picture');
  await expect(picture).toBeVisible(started);
  await page.getByRole('button', { name: 'Pause' }).click();
  const slid = () =>
    picture
      .locator('> canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.style.transform);
  const box = (await picture.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // while it moves, packets lie on the sheet of what stands still
  const packets = picture.locator('> canvas').nth(1);
  const dragTo = async (to: number): Promise<Buffer> => {
    await page.mouse.down();
    await page.mouse.move(to, y, { steps: 8 });
    await page.mouse.up();
    await expect.poll(slid).toBe('');
    await expect(packets).toBeVisible();
    // what is at rest looks the same twice
    let seen = await picture.screenshot();
    await expect(async () => {
      const before = seen;
      seen = await picture.screenshot();
      expect(seen.equals(before)).toBe(true);
    }).toPass();
    return seen;
  };
  await page.mouse.move(x, y);
  // Cytoscape has taken the shapes over: two of the canvases are ours
  await expect(picture.locator('canvas')).toHaveCount(5, started);
  // the browser smooths the very first picture in another way than all later ones
  await dragTo(x - 120);
  const before = await dragTo(x);
  const dragged = await dragTo(x - 120);
  expect(await unlike(page, dragged, before)).toBeGreaterThan(0.02);
  // back again, and it is the same picture: the ends of dashes alone are smoothed by where a drag's fractions add up to
  expect(await unlike(page, await dragTo(x), before), 'painted as before').toBeLessThan(0.005);
  await page.mouse.wheel(0, -300);
  await expect.poll(slid).toBe('');
  expect((await picture.screenshot()).equals(dragged)).toBe(false);
  // a drag is no click: nothing has been selected by it
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('hop');
  await page.getByRole('button', { name: 'Fit the picture into its window' }).click();
  await expect.poll(slid).toBe('');
});

test('a picture at rest asks for no frames, and moves again when it is touched', async ({ page }) => {
  await page.addInitScript(() => {
    const original = window.requestAnimationFrame.bind(window);
    Object.assign(window, { frames: 0 });
    window.requestAnimationFrame = (work) => {
      (window as unknown as { frames: number }).frames++;
      return original(work);
    };
  });
  await page.goto('./#/s/load-balancer');
  const picture = page.locator('.kubehop-picture');
  await expect(picture).toBeVisible(started);
  await page.getByRole('button', { name: 'Pause' }).click();
  const asked = (): Promise<number> =>
    page.evaluate(async () => {
      const counted = window as unknown as { frames: number };
      const before = counted.frames;
      await new Promise((done) => setTimeout(done, 500));
      return counted.frames - before;
    });
  await expect.poll(asked, started).toBe(0);
  const box = (await picture.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const wheel = page.mouse.wheel(0, 200);
  expect(await asked()).toBeGreaterThan(0);
  await wheel;
  await expect.poll(asked, started).toBe(0);
});
