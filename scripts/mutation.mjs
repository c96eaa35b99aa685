// @ts-check
// `npm run mutation -- FILE…`: does a test notice when a line of the engine is wrong? Stryker changes one thing at a time, and
// the tests of the part are run. It is fetched once into .cache/ and is no dependency: 140 packages for a command that is
// run now and then. Works on a copy of the project.
//
//   npm run mutation -- src/engine/kernel/matchRule.ts
//   npm run mutation -- --save src/engine/kernel/*.ts      leaves what was measured for docs/quality.md
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { saveResults } from '../quality/results.mjs';
import { npm } from './install.mjs';

const VERSION = '9.6.1';
const root = fileURLToPath(new URL('..', import.meta.url));
const tools = join(root, '.cache/stryker');
const modules = join(tools, 'node_modules');
const copy = join(root, '.cache/mutation');

/** The tests that are to notice, by the part of the engine. */
const TESTS = /** @type {Record<string, string[]>} */ ({
  kernel: [
    'src/engine/kernel/*.test.ts',
    'src/engine/trace/{packetFlow,kindsOfTraffic,connect,sctp,ipvsPacketFlow,nftPacketFlow}.test.ts',
  ],
  proxy: ['src/engine/proxy/**/*.test.ts', 'src/engine/trace/{packetFlow,nftPacketFlow,ipvsPacketFlow}.test.ts'],
  admit: ['src/engine/admit/*.test.ts', 'src/engine/parse/faults.test.ts', 'src/engine/runScenario.test.ts'],
});

/** @param {{ status: number | null }} ended */
function expectSuccess({ status }) {
  if (status !== 0) process.exit(status ?? 1);
}

function fetchStryker() {
  if (existsSync(join(modules, '@stryker-mutator/vitest-runner'))) return;
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(tools, 'package.json'), '{"private":true}\n');
  const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${VERSION}`);
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages];
  expectSuccess(npm(args, { cwd: tools, stdio: 'inherit' }));
  // the runner and the tests have to have the same vitest
  for (const name of ['vitest', 'vite']) {
    rmSync(join(modules, name), { recursive: true, force: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}

/** @param {string[]} files @param {string} part */
function mutate(files, part) {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const name of [
    'src',
    'bench',
    'conformance',
    'kernel-check',
    'package.json',
    'tsconfig.json',
    'tsconfig.base.json',
  ])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const config = { test: { include: TESTS[part], pool: 'threads', isolate: false, testTimeout: 30_000 } };
  writeFileSync(join(copy, 'vitest.config.mjs'), `export default ${JSON.stringify(config)};\n`);
  const stryker = {
    testRunner: 'vitest',
    plugins: [join(modules, '@stryker-mutator/vitest-runner/dist/src/index.js')],
    mutate: files,
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    inPlace: true,
    concurrency: 1,
    timeoutMS: 60_000,
    reporters: ['json', 'clear-text', 'progress-append-only'],
    jsonReporter: { fileName: 'mutation.json' },
  };
  writeFileSync(join(copy, 'stryker.config.json'), JSON.stringify(stryker));
  const args = [join(modules, '@stryker-mutator/core/bin/stryker.js'), 'run', 'stryker.config.json'];
  expectSuccess(spawnSync(process.execPath, args, { cwd: copy, stdio: 'inherit' }));
  return countsOf(JSON.parse(readFileSync(join(copy, 'mutation.json'), 'utf8')));
}

/**
 * What became of the mutants of each file. Those that cannot change anything that runs (types, statics) do not count.
 * @param {{ files: Record<string, { mutants: { status: string, location: { start: { line: number } }, replacement?: string }[] }> }} report
 */
export function countsOf(report) {
  return Object.fromEntries(
    Object.entries(report.files).map(([file, { mutants }]) => {
      const of = (/** @type {string[]} */ ...states) => mutants.filter(({ status }) => states.includes(status));
      const survived = of('Survived', 'NoCoverage');
      const killed = of('Killed', 'Timeout').length;
      const lines = survived.map(
        ({ location, replacement = '' }) => `${location.start.line}: ${replacement.slice(0, 80)}`,
      );
      return [file, { killed, of: killed + survived.length, survived: lines }];
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = process.argv.slice(2).filter((arg) => !arg.startsWith('--') && !arg.endsWith('.test.ts'));
  const part = /^src\/engine\/(\w+)\//.exec(files[0] ?? '')?.[1] ?? '';
  if (!TESTS[part] || files.some((file) => !file.startsWith(`src/engine/${part}/`) || !existsSync(resolve(file)))) {
    console.error(`Files of src/engine/{${Object.keys(TESTS).join(',')}}/, please.`);
    process.exit(2);
  }
  fetchStryker();
  const rows = mutate(files, part);
  for (const [file, { killed, of }] of Object.entries(rows)) console.log(`${file}: ${killed} of ${of} noticed`);
  if (process.argv.includes('--save')) saveResults('mutation', rows);
}
