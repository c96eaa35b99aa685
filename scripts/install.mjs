// @ts-check
// What a fresh clone lacks: the packages of the lockfile, and a browser for the tests. Imports nothing but Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {{ version?: string, optional?: boolean, link?: boolean }} Package */

/**
 * Why the installed packages are not those of the lockfile; nothing when they are.
 * @param {string} root
 * @returns {string | undefined}
 */
export function staleReason(root) {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return 'node_modules is missing';
  /** @param {string} file @returns {Record<string, Package>} */
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  const installed = packages(hidden);
  for (const [path, wanted] of Object.entries(packages(join(root, 'package-lock.json')))) {
    if (path === '' || wanted.link) continue;
    const found = installed[path];
    if (!found) {
      if (!wanted.optional) return `${path} is missing`; // optional: made for another platform
    } else if (found.version !== wanted.version) return `${path} is ${found.version}, not ${wanted.version}`;
  }
  return undefined;
}

/**
 * Runs npm: the one that runs this, if one does.
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  return own?.endsWith('.js')
    ? spawnSync(process.execPath, [own, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

/**
 * Installs what the lockfile says, if it is not there.
 * @param {string} root
 */
export function installPackages(root) {
  const reason = staleReason(root);
  if (!reason) return;
  console.log(`Installing packages: ${reason}.`);
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, error } = npm(args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`npm ci failed${error ? `: ${error.message}` : ''}.`);
    process.exit(status || 1);
  }
}

/**
 * The Chromium of this machine.
 * @returns {string | undefined}
 */
export function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [
    process.env.KUBEHOP_CHROMIUM,
    ...names.flatMap((name) => path.map((folder) => join(folder, name))),
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((file) => file && existsSync(file));
}

/**
 * How Playwright starts it.
 * @returns {{ args: string[], executablePath?: string }}
 */
export function chromiumOptions() {
  const executablePath = findChromium();
  return { args: ['--no-sandbox'], ...(executablePath ? { executablePath } : {}) };
}

/** Finds a Chromium, or installs Debian's when that is possible; otherwise says what to do and stops. */
export function installChromium() {
  if (findChromium()) return;
  const isRoot = process.getuid?.() === 0;
  const hasApt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (isRoot && hasApt) {
    console.log('Installing Chromium for the browser tests.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
    const { status } = spawnSync('apt-get', install, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status === 0 && findChromium()) return;
  }
  console.error(
    'The browser tests need Chromium, and none was found. Install it (Debian: apt-get install chromium), or say where\n' +
      'it is: KUBEHOP_CHROMIUM=/path/to/chromium npm test. Everything else: npm test -- --skip e2e',
  );
  process.exit(1);
}
