// @ts-check
// Bundles src/cli/main.ts into one file that runs under plain Node.
//
//   npm run build:cli                      dist/cli/kubehop.js
//   npm run build:cli -- --out /tmp/k.js   another place, so that two people can build side by side
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist/cli/kubehop.js' } } });
const out = resolve(root, values.out);

const result = await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/cli/main.ts',
    write: false,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { codeSplitting: false, banner: '#!/usr/bin/env node' } },
  },
}).catch((/** @type {Error} */ error) => {
  console.error(error.message);
  process.exit(1);
});
const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (Array.isArray(result) ? result[0] : result);
const chunks = output.filter((file) => file.type === 'chunk');
if (chunks.length !== 1 || !chunks[0]) throw new Error(`expected one file, got ${chunks.length}`);
const code = chunks[0].code.startsWith('#!') ? chunks[0].code : `#!/usr/bin/env node\n${chunks[0].code}`;

// Written beside and renamed, so that a program which is running never reads half a file.
mkdirSync(dirname(out), { recursive: true });
const beside = `${out}.${process.pid}`;
writeFileSync(beside, code);
chmodSync(beside, 0o755);
renameSync(beside, out);
console.log(`${values.out} ${(code.length / 1024).toFixed(0)} KiB`);
