// @ts-check
// Packs the command line and the page that it serves, without dependencies, for npx and for build servers.
//
//   npm run pack       dist/kubehop-VERSION.tgz
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}dist/package`;
/** @type {Record<string, unknown>} */
const { name, version, description, license, type, engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
run(process.execPath, ['scripts/build.mjs']);
copyFileSync(`${root}dist/cli/kubehop.js`, `${folder}/kubehop.js`);
cpSync(`${root}dist/web`, `${folder}/web`, {
  recursive: true,
  filter: (from) => !/[/\\](\.vite|web[/\\]s|to-scenario\.js)$/.test(from),
});
const manifest = {
  name,
  version,
  description,
  license,
  type,
  engines,
  bin: { kubehop: 'kubehop.js' },
  files: ['kubehop.js', 'web'],
};
writeFileSync(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
for (const file of ['LICENSE', 'README.md']) copyFileSync(`${root}${file}`, `${folder}/${file}`);
run('npm', ['pack', './dist/package', '--pack-destination', 'dist', '--silent']);
