// @ts-check
// `npm start`: from a fresh clone to a page in the browser. Options: --port N, --host ADDRESS.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPackages } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { port: { type: 'string', default: '4173' }, host: { type: 'string', default: '127.0.0.1' } },
});

installPackages(root);
const built = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status || 1);

const { preview } = await import('vite'); // only now is it sure to be there
const server = await preview({ root, logLevel: 'warn', preview: { port: Number(values.port), host: values.host } });
const address = [...(server.resolvedUrls?.local ?? []), ...(server.resolvedUrls?.network ?? [])].join('  ');
console.log(`\n  Kubehop is at  ${address}\n  Stop it with Ctrl-C.\n`);
