// @ts-check
// `npm test`: every stage, in order; stops at the first that fails.
//
//   npm test -- --only unit,lint     these stages
//   npm test -- --skip e2e           all but these
//   npm test -- --list               their names
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installChromium, installPackages } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = {
  oxlint: 'node_modules/oxlint/bin/oxlint',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  knip: 'node_modules/knip/bin/knip.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
};

/** @type {Record<string, { does: string, commands: string[][], before?: () => void }>} */
const stages = {
  types: {
    does: 'TypeScript, once for each environment',
    commands: [['scripts/types.mjs']],
  },
  lint: { does: 'oxlint, with types', commands: [[bin.oxlint, '--type-aware', '--deny-warnings']] },
  format: { does: 'biome format, without writing', commands: [[bin.biome, 'format', '--max-diagnostics=5']] },
  guards: {
    does: 'import directions, lockfile and licences, paths, texts outside of the catalogues',
    commands: [
      ['scripts/rings.mjs'],
      ['scripts/repository.mjs'],
      ['scripts/dependencies.mjs'],
      ['scripts/literals.mjs'],
    ],
  },
  unused: {
    does: 'knip: files, exports and packages that nobody uses',
    commands: [[bin.knip, '--no-progress', '--include', 'files,dependencies,unlisted,unresolved,exports']],
  },
  unit: { does: 'vitest', commands: [[bin.vitest, 'run', '--reporter=dot']] },
  build: { does: 'the pages and the command line', commands: [['scripts/build.mjs']] },
  conformance: { does: "the real cluster's answers: no category may fall", commands: [['scripts/conformance.mjs']] },
  kernel: {
    does: 'random clusters, in the interpreter and in the kernel of this machine',
    commands: [['kernel-check/run.mjs', '--short']],
  },
  e2e: { does: 'the built pages in Chromium', commands: [[bin.playwright, 'test']], before: installChromium },
  sizes: { does: 'what a first visit downloads', commands: [['scripts/sizes.mjs']] },
};

const { values } = parseArgs({
  options: { only: { type: 'string' }, skip: { type: 'string' }, list: { type: 'boolean' } },
});
/** @param {string | undefined} list */
const names = (list) => list?.split(',').map((name) => name.trim()) ?? [];
const unknown = [...names(values.only), ...names(values.skip)].filter((name) => !stages[name]);
if (values.list || unknown.length) {
  if (unknown.length) console.error(`No such stage: ${unknown.join(', ')}. The stages are:`);
  for (const [name, { does }] of Object.entries(stages)) console.log(`${name.padEnd(12)} ${does}`);
  process.exit(unknown.length ? 2 : 0);
}
const chosen = Object.keys(stages).filter(
  (name) => (!values.only || names(values.only).includes(name)) && !names(values.skip).includes(name),
);

/** @param {number} from */
const since = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;
const begin = performance.now();
installPackages(root);

for (const name of chosen) {
  const stage = stages[name];
  if (!stage) continue;
  const from = performance.now();
  console.log(`\n── ${name}: ${stage.does}`);
  stage.before?.();
  for (const [script = '', ...args] of stage.commands) {
    const { status, signal } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
    if (status !== 0) {
      console.error(
        `\n✗ ${name} failed after ${since(from)}${signal ? ` (${signal})` : ''}: node ${[script, ...args].join(' ')}`,
      );
      process.exit(status || 1);
    }
  }
  console.log(`✓ ${name} ${since(from)}`);
}
console.log(`\n${chosen.length} stages passed in ${since(begin)}`);
