// @ts-check
// `npm run browsers`: the tour of a first visit in Firefox (firefox-esr) and WebKit (webkit2gtk-driver, xvfb), of the last
// build. Which of them is not there is said, and is no success; `--save` leaves what was seen for docs/quality.md.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { preview } from 'vite';
import { saveResults } from '../quality/results.mjs';
import { openFirefox } from './browsers/firefox.mjs';
import { takeTour } from './browsers/tour.mjs';
import { openWebKit } from './browsers/webkit.mjs';

/** @param {string} program */
const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Where Debian keeps it: it is in no PATH. */
const miniBrowser = spawnSync('sh', ['-c', 'ls /usr/lib/*/webkit2gtk-4.*/MiniBrowser'], { encoding: 'utf8' })
  .stdout.trim()
  .split('\n')[0];

const browsers = {
  Firefox: { missing: has('firefox-esr') ? '' : 'needs firefox-esr', open: openFirefox },
  WebKit: {
    missing:
      has('WebKitWebDriver') && has('xvfb-run') && miniBrowser ? '' : 'needs webkit2gtk-driver, MiniBrowser and xvfb',
    open: () => openWebKit(miniBrowser ?? ''),
  },
};

if (!existsSync('dist/web/index.html')) throw new Error('npm run build first');
const server = await preview({ preview: { host: '127.0.0.1', port: 0 }, logLevel: 'warn' });
const [address = ''] = server.resolvedUrls?.local ?? [];
const only = process.argv.slice(2).find((arg) => !arg.startsWith('--'));
let ran = 0;
let failed = 0;
for (const [engine, { missing, open }] of Object.entries(browsers)) {
  if (only && only !== engine) continue;
  /** @type {object} */
  let row = { skipped: missing };
  if (missing) console.log(`${engine} SKIP: ${missing}`);
  else {
    ran++;
    const driver = await open();
    const { steps, failed: why } = await takeTour(driver, address);
    await driver.close();
    row = { browser: driver.name, steps: steps.length, ...(why && { failed: why }) };
    console.log(`${driver.name}: ${steps.length} steps${why ? `, then ✗ ${why}` : ', all'}`);
    for (const step of steps) console.log(`  ${step}`);
    if (why) failed++;
  }
  if (process.argv.includes('--save')) saveResults('browsers', { [engine]: row });
}
await server.close();
process.exit(failed > 0 || ran === 0 ? 1 : 0);
