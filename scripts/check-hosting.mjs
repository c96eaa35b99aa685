// @ts-check
// `npm run check:hosting`: the settings of hosting/nginx.conf in the nginx of this machine, with the last build at the root
// of a host and below a path: what each address is answered with, and that the page and an embed run there.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumOptions } from './install.mjs';
import { headersFor } from './security-policy.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const web = join(root, 'dist/web');
const PATHS = ['/', '/tools/kubehop/'];

/** @type {string[]} */
const wrong = [];
let checks = 0;
/** @param {string} what @param {unknown} found @param {unknown} expected */
function check(what, found, expected) {
  checks += 1;
  if (found !== expected) wrong.push(`${what}: ${String(found)}, not ${String(expected)}`);
}

/** A port that nobody listens on. @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** nginx with our settings around a folder that has the build at `path`. @param {string} path */
async function serve(path) {
  const folder = mkdtempSync(join(tmpdir(), 'kubehop-nginx-'));
  const html = join(folder, 'html');
  if (path === '/') symlinkSync(web, html);
  else {
    mkdirSync(join(html, path, '..'), { recursive: true });
    symlinkSync(web, join(html, path.slice(0, -1)));
  }
  const port = await freePort();
  const settings = readFileSync(join(root, 'hosting/nginx.conf'), 'utf8')
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
    .replace('root /usr/share/nginx/html;', `root ${html};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder};`);
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; pid ${folder}/pid; events {}
http { access_log off; ${temporary.join(' ')}\n${settings}\n}`,
  );
  const server = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
  const failed = new Promise((_, reject) => server.on('error', reject));
  const address = `http://127.0.0.1:${port}${path}`;
  const answers = async () => {
    for (let i = 0; i < 100; i += 1) {
      if (await fetch(address).catch(() => null)) return;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error('nginx does not answer');
  };
  await Promise.race([answers(), failed]);
  return {
    address,
    end: () =>
      new Promise((resolve) => {
        server.on('exit', () => {
          rmSync(folder, { recursive: true, force: true });
          resolve(null);
        });
        server.kill();
      }),
  };
}

/** What is asked for below the path, what it is answered with, and how long that is kept. */
const asset = readdirSync(join(web, 'assets')).find((name) => /^base-.*\.js$/.test(name)) ?? '';
const FOR_EVER = 'public, max-age=31536000, immutable';
/** @type {[path: string, status: number, type: string, caching: string][]} */
const ANSWERS = [
  ['', 200, 'text/html', 'no-cache'],
  ['?embed=1', 200, 'text/html', 'no-cache'],
  ['index.html', 200, 'text/html', 'no-cache'],
  ['embed.html', 200, 'text/html', 'no-cache'],
  ['embed?embed=1&lang=en', 200, 'text/html', 'no-cache'],
  ['embed.js', 200, 'text/javascript', 'no-cache'],
  ['sw.js', 200, 'text/javascript', 'no-cache'],
  ['manifest.webmanifest', 200, 'application/manifest+json', 'no-cache'],
  ['favicon.svg', 200, 'image/svg+xml', 'no-cache'],
  [`assets/${asset}`, 200, 'text/javascript', FOR_EVER],
  ['assets/gone-12345678.js', 404, 'text/html', 'no-cache'],
  ['nothing', 404, 'text/html', 'no-cache'],
  ['s/nodeport/', 200, 'text/html', 'no-cache'],
  ['s/nodeport/preview.png', 200, 'image/png', 'no-cache'],
  ['s/nodeport', 301, 'text/html', 'no-cache'],
];

/** @param {string} address */
async function checkAnswers(address) {
  for (const [path, status, type, caching] of ANSWERS) {
    const response = await fetch(address + path, { redirect: 'manual' });
    const said = (/** @type {string} */ name) => response.headers.get(name);
    const what = `${new URL(address).pathname}${path}`;
    check(`${what} status`, response.status, status);
    check(`${what} type`, said('content-type')?.split(';')[0], type);
    check(`${what} Cache-Control`, said('cache-control'), caching);
    check(`${what} Access-Control-Allow-Origin`, said('access-control-allow-origin'), '*');
    for (const [name, value] of Object.entries(headersFor(`/${path}`))) check(`${what} ${name}`, said(name), value);
    if (status === 301) check(`${what} Location`, said('location'), `${new URL(address).pathname}${path}/`);
    await response.arrayBuffer();
  }
  const known = await fetch(`${address}assets/${asset}`);
  check('compressed', known.headers.get('content-encoding'), 'gzip');
  const again = { 'If-Modified-Since': known.headers.get('last-modified') ?? '' };
  const unchanged = await fetch(`${address}assets/${asset}`, { headers: again });
  check('unchanged asset', `${unchanged.status} ${unchanged.headers.get('cache-control')}`, `304 ${FOR_EVER}`);
}

/** The page, the page of a scenario for previews, and an embed in a page of another site. @param {string} address */
async function checkInBrowser(address) {
  const browser = await chromium.launch(chromiumOptions());
  const host = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const sandbox = '<iframe sandbox="allow-scripts"';
    const frame = `src="${address}embed.html?embed=1&lang=en#/s/nodeport" style="width:800px;height:450px"></iframe>`;
    response.end(
      `<!doctype html><title>Docs</title><link rel="icon" href="data:,"><iframe ${frame}${sandbox} ${frame}`,
    );
  });
  await new Promise((resolve) => host.listen(0, 'localhost', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (host.address());
  try {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(`${address}: ${message.text()}`);
    });
    page.on('pageerror', ({ message }) => wrong.push(`${address}: ${message}`));
    await page.goto(`${address}s/nodeport/`);
    await page.waitForURL(`${address}#/s/nodeport`);
    await page.locator('button[aria-label="Play"]:enabled').waitFor({ timeout: 60_000 });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.goto(`http://localhost:${port}/`);
    for (const at of [0, 1])
      await page
        .frameLocator('iframe')
        .nth(at)
        .getByText(/^1 of \d+ ·/)
        .waitFor({ timeout: 60_000 });
    checks += 4;
  } finally {
    await browser.close();
    host.close();
  }
}

for (const path of PATHS) {
  const server = await serve(path);
  try {
    await checkAnswers(server.address);
    await checkInBrowser(server.address);
  } finally {
    await server.end();
  }
}
for (const line of wrong) console.log(line);
console.log(`${checks} checks at ${PATHS.join(' and ')}, ${wrong.length} of them wrong`);
process.exitCode = wrong.length > 0 ? 1 : 0;
