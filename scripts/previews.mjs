// @ts-check
// `npm run previews [NAME…]`: the pictures that chats and social networks show of the gallery's scenarios, from the last
// build: public/s/NAME/preview.png. Look at them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumOptions } from './install.mjs';
import { png8 } from './png8.mjs';
import { PREVIEW } from './scenario-pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = join(root, 'dist/web/s');

/** The text of a page's element, as HTML. @param {string} page @param {RegExp} pattern */
const found = (page, pattern) => pattern.exec(page)?.[1] ?? '';

/** The moment of the scenario at which its connection's fate is decided. @param {string} name */
function svgOf(name) {
  const file = ['', 'lessons/']
    .map((folder) => `src/scenarios/${folder}${name}.yaml`)
    .find((one) => existsSync(join(root, one)));
  const cli = (/** @type {string[]} */ ...more) =>
    spawnSync(process.execPath, ['dist/cli/kubehop.js', 'export', 'svg', file ?? name, ...more], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
  const decided = cli('--hop', 'deciding');
  return decided.status === 0 ? decided.stdout : cli().stdout; // a cluster may have no connection
}

/** @param {string} name */
function sheetOf(name) {
  const page = readFileSync(join(pages, name, 'index.html'), 'utf8');
  const title = found(page, /<h1><a [^>]*>([\s\S]*?)<\/a>/);
  const goal = found(page, /<p>([\s\S]*?)<\/p>/);
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; width: ${PREVIEW.width}px; height: ${PREVIEW.height}px; background: #fafaf7; color: #17201c; font-family: Inter, system-ui, sans-serif; display: grid; grid-template-columns: 350px 1fr; overflow: hidden }
    header { padding: 40px 0 36px 40px; display: flex; flex-direction: column; gap: 20px }
    h1 { margin: 0; font-size: 36px; line-height: 1.2; overflow-wrap: anywhere }
    p { margin: 0; font-size: 21px; line-height: 1.4; color: #4c5751 }
    footer { margin-top: auto; font-size: 22px; font-weight: 700 }
    svg { align-self: center; margin-left: 28px; width: 822px; height: auto; max-height: 600px; border: 1px solid #d5d9d3; border-right: 0; border-radius: 7px 0 0 7px }
  </style><header><h1>${title}</h1><p>${goal}</p><footer>Kubehop</footer></header>${svgOf(name)}`;
}

const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : readdirSync(pages);
const browser = await chromium.launch(chromiumOptions());
try {
  const page = await browser.newPage({ viewport: PREVIEW });
  for (const name of names) {
    await page.setContent(sheetOf(name));
    const folder = join(root, 'public/s', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'preview.png'), png8(await page.screenshot()));
    console.log(name);
  }
} finally {
  await browser.close();
}
