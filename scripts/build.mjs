// @ts-check
// `npm run build`: the web pages into dist/web, the command line into dist/cli.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sumsOf, withIntegrity } from './integrity.mjs';
import { serviceWorker } from './service-worker.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** @param {string[]} args */
const node = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

node('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn');

/** What a host reads for itself, what only the builder does, and what others read of scenarios. */
const NOT_KEPT = /^(\.vite\/|s\/|_headers$|to-scenario\.js$)/;
const web = join(root, 'dist/web');
const files = readdirSync(web, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(web.length + 1)
      .split(sep)
      .join('/'),
  )
  .filter((file) => !NOT_KEPT.test(file));
/** @type {Record<string, Uint8Array | string>} */
const contents = Object.fromEntries(files.map((file) => [file, readFileSync(join(web, file))]));
for (const page of files.filter((file) => file.endsWith('.html'))) {
  contents[page] = withIntegrity(String(contents[page]), contents);
  writeFileSync(join(web, page), contents[page]);
}
writeFileSync(join(web, 'sw.js'), (contents['sw.js'] = serviceWorker(contents)));
writeFileSync(join(web, 'SHA256SUMS'), sumsOf(contents));

node('scripts/build-cli.mjs');
