// @ts-check
// Type-checks every environment by its own tsconfig.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const projects = ['tsconfig.json', 'src/engine', 'src/worker', 'src/cli', 'tsconfig.tools.json'];

let failed = false;
for (const project of projects) {
  const args = ['node_modules/typescript/bin/tsc', '--pretty', process.stdout.isTTY ? 'true' : 'false', '-p', project];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  process.stdout.write(stdout);
  if (status !== 0) failed = true;
}
if (failed) process.exit(1);
