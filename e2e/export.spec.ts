import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { artefact, expect, expectNoViolations, phoneContext, test } from './kubehop.ts';
import { Kubehop } from './page.ts';

/** Chooses a kind in the dialog, and gives the file that comes. */
async function exported(page: Page, kind: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('radio', { name: kind }).check();
  const coming = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Save' }).click();
  const download: Download = await coming;
  await expect(page.getByRole('dialog').getByRole('status')).toContainText(download.suggestedFilename());
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Loads an image from bytes in a page of its own, and takes a picture of it. */
async function look(page: Page, bytes: Buffer, type: string, path: string): Promise<{ width: number; height: number }> {
  const other = await page.context().newPage();
  await other.setContent(`<img style="background:#c8c" src="data:${type};base64,${bytes.toString('base64')}">`);
  const image = other.locator('img');
  await expect.poll(() => image.evaluate((i: HTMLImageElement) => i.complete && i.naturalWidth)).toBeGreaterThan(0);
  await image.screenshot({ path });
  const size = await image.evaluate((i: HTMLImageElement) => ({ width: i.naturalWidth, height: i.naturalHeight }));
  await other.close();
  return size;
}

test('pictures of map and ladder, in both themes and without background', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await kubehop.hops.filter({ hasText: 'dst ▸' }).first().click();
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('export-dialog.png') });

  const png = await exported(page, 'Picture, PNG');
  expect(png.name).toBe('load-balancer.png');
  expect((await look(page, png.bytes, 'image/png', artefact('export-map.png'))).width).toBeGreaterThan(1500);

  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  const svg = await exported(page, 'Picture, SVG');
  const drawing = svg.bytes.toString('utf8');
  expect(drawing).toContain('203.0.113.10');
  expect(drawing).toContain('fill="#11161b"');
  expect(drawing).not.toMatch(/<script|foreignObject|href|url\(|\son\w+=/);
  await look(page, svg.bytes, 'image/svg+xml', artefact('export-map-dark.svg.png'));

  await page.getByLabel('Without background').check();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('light');
  const bare = await exported(page, 'Picture, SVG');
  expect(bare.bytes.toString('utf8')).not.toContain('<rect x="0" y="0"');
  await look(page, bare.bytes, 'image/svg+xml', artefact('export-map-bare.svg.png'));

  await page.getByLabel('Without background').uncheck();
  await page.getByRole('combobox', { name: 'Of' }).selectOption('ladder');
  const ladder = await exported(page, 'Picture, SVG');
  expect(ladder.name).toBe('load-balancer-ladder.svg');
  expect(ladder.bytes.toString('utf8')).not.toMatch(/<script|foreignObject|href|url\(|class=/);
  await look(page, ladder.bytes, 'image/svg+xml', artefact('export-ladder.svg.png'));
  const ladderPng = await exported(page, 'Picture, PNG');
  await look(page, ladderPng.bytes, 'image/png', artefact('export-ladder.png'));
  // the page is as it was
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('a film is made in time, while the page goes on moving, and can be cancelled', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('radio', { name: 'Film, GIF' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();

  await page.evaluate(() => {
    const stamps: number[] = [];
    Object.assign(window, { stamps });
    const tick = (now: number): void => {
      stamps.push(now);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const begin = Date.now();
  const gif = await exported(page, 'Film, GIF');
  const took = Date.now() - begin;
  const frames = await page.evaluate(() => (window as unknown as { stamps: number[] }).stamps);
  const film = await page.evaluate(
    async (bytes) => {
      const decoder = new ImageDecoder({ data: new Uint8Array(bytes), type: 'image/gif' });
      await decoder.completed;
      await decoder.tracks.ready;
      const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
      let duration = 0;
      let size = '';
      for (let frameIndex = 0; frameIndex < count; frameIndex++) {
        const { image } = await decoder.decode({ frameIndex });
        duration += (image.duration ?? 0) / 1000;
        size = `${image.displayWidth}×${image.displayHeight}`;
        image.close();
      }
      return { count, duration, size };
    },
    [...gif.bytes],
  );
  const perSecond = (frames.length / took) * 1000;
  console.log(
    `GIF: ${film.count} frames, ${Math.round(film.duration)} ms, ${gif.bytes.length} B, in ${took} ms; page at ${perSecond.toFixed(0)} frames/s`,
  );
  expect(film.size).toBe('800×450');
  expect(film.count).toBeGreaterThan(40);
  expect(film.duration).toBeGreaterThan(5000);
  await look(page, gif.bytes, 'image/gif', artefact('export-film.png'));
});

test('a film for pages and slides: WebM, which the browser plays from its start to its end', async ({ page }) => {
  const kubehop = new Kubehop(page);
  await kubehop.open('./#/s/load-balancer');
  await page.getByRole('button', { name: 'Export' }).click();
  const webm = await exported(page, 'Film, WebM');
  expect(webm.name).toBe('load-balancer.webm');
  const other = await page.context().newPage();
  await other.setContent(`<video muted src="data:video/webm;base64,${webm.bytes.toString('base64')}"></video>`);
  const video = other.locator('video');
  const seen = await video.evaluate(async (player: HTMLVideoElement) => {
    const at = async (time: number): Promise<string> => {
      // where it is comes before what is there: the picture has to be on the screen
      const presented = new Promise((resolve) => player.requestVideoFrameCallback(resolve));
      player.currentTime = time;
      await presented;
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [player.videoWidth, player.videoHeight];
      canvas.getContext('2d')!.drawImage(player, 0, 0);
      return canvas.toDataURL();
    };
    if (player.readyState < 1) await new Promise((resolve) => player.addEventListener('loadedmetadata', resolve));
    const moments = [await at(0.2), await at(player.duration / 2), await at(player.duration - 0.1)];
    return {
      size: `${player.videoWidth}×${player.videoHeight}`,
      duration: player.duration,
      different: new Set(moments).size,
    };
  });
  console.log(`WebM: ${seen.duration.toFixed(1)} s, ${webm.bytes.length} B`);
  expect(seen).toMatchObject({ size: '1280×720', different: 3 });
  expect(seen.duration).toBeGreaterThan(5);
  await video.screenshot({ path: artefact('export-film-webm.png') });
  await other.close();

  await page.addInitScript(() => Reflect.deleteProperty(window, 'VideoEncoder'));
  await page.reload();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('radio', { name: 'Film, WebM' }).check();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('This browser cannot write video');
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByRole('radio', { name: 'Film, GIF' }).check();
  await expect(page.getByRole('button', { name: 'Save' })).toBeEnabled();
});

test('texts: report, packets, manifests, script and rules', async ({ page }) => {
  await new Kubehop(page).open('./#/s/nodeport');
  await page.getByRole('button', { name: 'Export' }).click();
  const report = await exported(page, 'Report, Markdown');
  expect(report.name).toBe('nodeport.md');
  expect(report.bytes.toString('utf8')).toContain('```mermaid\nsequenceDiagram');
  const pcap = await exported(page, 'Packets, .pcap');
  expect(pcap.bytes.readUInt32BE(0)).toBe(0xa1b2c3d4);
  const yaml = await exported(page, 'YAML for a real cluster');
  expect(yaml.bytes.toString('utf8')).toContain('kind: Service');
  expect(yaml.bytes.toString('utf8')).not.toContain('kubehop.dev');
  const script = await exported(page, 'Steps as a shell script');
  expect(script.bytes.toString('utf8')).toMatch(/^#!\/bin\/sh\n/);
  const rules = await exported(page, 'Rules of every Node');
  expect(rules.bytes.toString('utf8')).toContain('$ iptables-save');
});

test('on a phone, in Chinese and dark, the dialog fits', async ({ browser, baseURL }) => {
  const context = await phoneContext(browser, baseURL);
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('./?lang=zh-CN#/s/load-balancer');
  await page.getByRole('button', { name: '导出、嵌入' }).click();
  await page.getByRole('option', { name: '导出' }).click();
  await expect(page.getByRole('dialog', { name: '导出' })).toBeVisible();
  await expectNoViolations(page);
  await page.screenshot({ path: artefact('export-phone.png') });
  await context.close();
});
