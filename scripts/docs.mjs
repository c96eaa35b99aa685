// @ts-check
// `npm run docs`: builds docs/ into a site, dist/docs, with Kubehop itself in its pages.
//
//   npm run docs                                    Kubehop is copied into the site, at kubehop/
//   npm run docs -- --base /tools/docs/             the site will be under this path
//   npm run docs -- --app https://kubehop.example/  Kubehop is elsewhere: a path of the same host, or an address
//   npm run docs -- --source URL                    where files of the repository are read, for links to them
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fidelityPages } from './fidelity.mjs';
import { installPackages } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { base: { type: 'string', default: '/' }, app: { type: 'string' }, source: { type: 'string' } },
});
const base = `/${values.base}/`.replace(/\/+/g, '/');
const out = join(root, 'dist/docs');

/** @param {string[]} args @param {Record<string, string>} [env] */
function node(args, env) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}

installPackages(root);
installPackages(join(root, 'site'));
for (const [file, text] of Object.entries(fidelityPages(root))) writeFileSync(join(root, file), text);
rmSync(out, { recursive: true, force: true });
node(['site/node_modules/vitepress/bin/vitepress.js', 'build', 'site'], {
  KUBEHOP_BASE: base,
  KUBEHOP_APP: values.app ?? `${base}kubehop/`,
  KUBEHOP_SOURCE: values.source ?? '',
});
copyFileSync(join(root, 'public/favicon.svg'), join(out, 'favicon.svg'));
if (values.app === undefined) {
  if (!existsSync(join(root, 'dist/web/embed.js'))) node(['scripts/build.mjs']);
  cpSync(join(root, 'dist/web'), join(out, 'kubehop'), {
    recursive: true,
    filter: (from) => !/[/\\](\.vite|_headers)$/.test(from),
  });
}
console.log(`dist/docs, to be served at ${base}`);
