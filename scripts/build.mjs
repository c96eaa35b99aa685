// @ts-check
// `npm run build`: the web pages into dist/web, the command line into dist/cli.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** @param {string[]} args */
const node = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

node('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn');
node('scripts/build-cli.mjs');
