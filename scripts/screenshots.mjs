// @ts-check
// `npm run screenshots [NAME…]`: takes the pictures of docs/screenshots from the built page (`npm run build` first).
// Each is what a person would see who did the same; nothing is posed.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { chromiumOptions } from './install.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/**
 * @typedef {object} Shot
 * @property {string} name
 * @property {string} [address] after the origin; absent: the first visit's
 * @property {true} [docs] of the docs site (`npm run docs`)
 * @property {{ width: number, height: number }} [size]
 * @property {'light' | 'dark'} [theme]
 * @property {'reduce' | 'no-preference'} [motion] `reduce`: the packet rests where it arrived
 * @property {(page: Page) => Promise<unknown>} [act]
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs/screenshots');
const scenario = readFileSync(join(root, 'src/scenarios/load-balancer.yaml'), 'utf8');
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** @param {Page} page */
const hops = (page) => page.getByRole('list', { name: /^(Hops|各跳)$/ }).getByRole('button');

/** Steps by the keyboard: on a phone there is no strip of hops. @param {number} steps */
const forth = (steps) => async (/** @type {Page} */ page) => {
  await page.keyboard.press('Home');
  for (let i = 0; i < steps; i++) await page.keyboard.press('ArrowRight');
};

/** @param {string | RegExp} text */
const atHop = (text) => async (/** @type {Page} */ page) => {
  await hops(page).filter({ hasText: text }).first().click();
};

/** @param {Page} page @param {string} beginning */
async function sendTo(page, beginning) {
  const select = page.getByLabel('To', { exact: true });
  const option = select.locator('option', { hasText: beginning }).first();
  await select.selectOption((await option.getAttribute('value')) ?? '');
  await page.waitForTimeout(400);
}

/** @param {Page} page @param {string} text */
async function write(page, text) {
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('ControlOrMeta+Home');
}

/** @param {string} name */
const view = (name) => async (/** @type {Page} */ page) => {
  await page.getByRole('tab', { name }).click();
};

/** Does the first steps of a lesson, as a reader would. @param {number} steps */
const beginLesson = (steps) => async (/** @type {Page} */ page) => {
  const sheet = page.getByRole('button', { name: /^(Steps|步骤)$/ });
  // on a phone a lesson opens with its steps
  const open = page.getByRole('dialog');
  if ((await sheet.isVisible()) && !(await open.isVisible())) await sheet.click();
  for (let i = 0; i < steps; i++) {
    const current = page.locator('li[aria-current=step]');
    await current
      .getByRole('button', { name: /^(Run |Do it for me|Follow the packet|执行 |替我做|跟着数据包走)/ })
      .click();
    await page.waitForTimeout(2_500);
    if (i + 1 < steps) await page.locator('#picture').focus();
    if (i + 1 < steps) await page.keyboard.press('End');
  }
};

/** @param {'Node' | 'Pod' | 'Cluster'} network */
const lit = (network) => async (/** @type {Page} */ page) => {
  await page.getByRole('group', { name: 'Light one network' }).getByRole('button', { name: network }).click();
};

/** @param {number} nodes @param {number} services @param {number} pods of each Service */
const crowd = (nodes, services, pods) =>
  [
    ...Array.from(
      { length: nodes },
      (_, i) =>
        `apiVersion: v1\nkind: Node\nmetadata: {name: n${i + 1}, labels: {topology.kubernetes.io/zone: zone-${'abc'[i % 3]}}}`,
    ),
    ...Array.from({ length: services }, (_, i) =>
      [
        `apiVersion: v1\nkind: Service\nmetadata: {name: app-${i + 1}}\nspec:\n  type: ${i === 0 ? 'LoadBalancer' : 'ClusterIP'}`,
        `  selector: {app: app-${i + 1}}\n  ports: [{port: 80, targetPort: 8080}]\n---`,
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app-${i + 1}}\nspec:\n  replicas: ${pods}`,
        `  selector: {matchLabels: {app: app-${i + 1}}}\n  template:\n    metadata: {labels: {app: app-${i + 1}}}`,
        '    spec: {containers: [{name: web, image: tomcat, ports: [{containerPort: 8080}]}]}',
      ].join('\n'),
    ),
  ].join('\n---\n');

/** Until the first embed of a page of the docs stands still. @param {Page} page */
async function embedded(page) {
  const frame = page.frameLocator('iframe').first();
  await frame
    .getByRole('button', { name: /^(Run|播放)$/ })
    .first()
    .waitFor({ timeout: 60_000 });
}

/** @type {Shot[]} */
const shots = [
  { name: 'rest', act: (page) => page.keyboard.press('Home') },
  { name: 'rest-dark', theme: 'dark', act: (page) => page.keyboard.press('Home') },
  {
    name: 'node-port',
    act: async (page) => {
      await sendTo(page, 'node port');
      await atHop('dst ▸')(page);
    },
  },
  { name: 'node-port-dark', theme: 'dark', address: '#/s/nodeport', act: atHop('dst ▸') },
  {
    name: 'drop',
    act: async (page) => {
      const allowed = '  loadBalancerSourceRanges: [192.0.2.0/24]\n';
      await write(page, scenario.replace(/(?<=type: LoadBalancer\n)/, allowed));
      await page.waitForTimeout(1_000);
      await hops(page).last().click();
    },
  },
  { name: 'network-node', act: lit('Node') },
  { name: 'network-pod', act: lit('Pod') },
  { name: 'network-cluster', act: lit('Cluster') },
  {
    name: 'ladder',
    act: async (page) => {
      await view('Ladder')(page);
      await atHop('dst ▸')(page);
    },
  },
  { name: 'table', act: view('Table') },
  { name: 'matrix', act: view('Matrix') },
  { name: 'compare', act: view('Compare') },
  {
    name: 'all-ways',
    act: async (page) => {
      await page.keyboard.press('Home');
    },
  },
  {
    name: 'statistics',
    act: async (page) => {
      await page.getByRole('button', { name: 'Send 100' }).click();
      await page.waitForTimeout(1_000);
      await page.getByRole('button', { name: /statistics/i }).click();
    },
  },
  { name: 'vxlan', address: '#/s/vxlan', act: atHop(/wrap|VXLAN/i) },
  { name: 'reduced-motion', act: forth(3) },
  { name: 'empty', act: (page) => write(page, '') },
  {
    name: 'nodes-300',
    motion: 'no-preference',
    act: async (page) => {
      await write(page, crowd(300, 40, 60));
      await page.waitForTimeout(6_000);
      await page.getByRole('button', { name: 'Fit the picture into its window' }).click();
    },
  },
  { name: 'phone', size: phone, act: forth(2) },
  { name: 'chinese', address: '?lang=zh-CN#/s/load-balancer', act: (page) => hops(page).nth(2).click() },
  { name: 'lesson', address: '#/s/09-node-port', act: beginLesson(3) },
  { name: 'lesson-zh', theme: 'dark', address: '?lang=zh-CN#/s/09-node-port', act: beginLesson(3) },
  { name: 'lesson-phone', size: phone, address: '?lang=zh-CN#/s/04-kube-proxy', act: beginLesson(1) },
  { name: 'gallery', act: (page) => page.getByRole('button', { name: 'Gallery' }).click() },
  {
    name: 'share',
    act: async (page) => {
      await page.getByRole('button', { name: 'Embed' }).click();
      await embedded(page);
    },
  },
  { name: 'docs-site', docs: true, address: 'index.html', act: embedded },
  {
    name: 'docs-site-zh',
    docs: true,
    theme: 'dark',
    address: 'zh-CN/guide/packet.html',
    act: (page) => page.mouse.wheel(0, 620),
  },
  { name: 'docs-embed', docs: true, address: 'guide/embedding.html', act: embedded },
  { name: 'moving', motion: 'no-preference' },
  {
    name: 'embed',
    size: { width: 800, height: 450 },
    address: 'embed.html?embed=1&run=none#/s/load-balancer',
    act: (page) => hops(page).nth(2).click(),
  },
  {
    name: 'embed-panels',
    size: { width: 960, height: 480 },
    address: 'embed.html?embed=1&run=none&step=2&panels=picture,timeline,yaml,terminal,inspector#/s/nodeport',
    act: (page) => page.locator('.side .lit').first().waitFor(),
  },
];

const wanted = process.argv.slice(2);
const listen = { port: 0, host: '127.0.0.1', cors: true };
const app = await preview({ root, logLevel: 'silent', preview: listen });
const docs = await preview({
  root,
  configFile: false,
  logLevel: 'silent',
  build: { outDir: 'dist/docs' },
  preview: listen,
});
const browser = await chromium.launch(chromiumOptions());
mkdirSync(folder, { recursive: true });
try {
  for (const shot of shots) {
    if (wanted.length > 0 && !wanted.includes(shot.name)) continue;
    const context = await browser.newContext({
      viewport: shot.size ?? desktop,
      colorScheme: shot.theme ?? 'light',
      reducedMotion: shot.motion ?? 'reduce',
      ...(shot.size === phone && { hasTouch: true, isMobile: true }),
    });
    const page = await context.newPage();
    const origin = (shot.docs ? docs : app).resolvedUrls?.local[0];
    await page.goto(new URL(shot.address ?? '#/s/load-balancer', origin).href);
    if (!shot.docs) await page.locator('canvas:visible').first().waitFor({ timeout: 30_000 });
    await page.waitForTimeout(1_000);
    await shot.act?.(page);
    await page.waitForTimeout(shot.name === 'moving' ? 4_300 : shot.name === 'nodes-300' ? 8_000 : 2_000);
    await page.screenshot({ path: join(folder, `${shot.name}.png`) });
    console.log(shot.name);
    await context.close();
  }
} finally {
  await browser.close();
  await Promise.all([app.close(), docs.close()]);
}
