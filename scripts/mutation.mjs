// @ts-check
// `npm run mutation -- PART|FILE…`: does a test notice when a line of the engine is wrong? Stryker's instrumenter changes
// one thing at a time; the tests that reach it are run until one fails. Parts are kernel, proxy and admit.
//
//   npm run mutation -- src/engine/kernel/matchRule.ts      every mutant of a file
//   npm run mutation -- proxy --sample 8                    so many mutants of each file, by dice of a seed
//   npm run mutation -- --save kernel                       leaves what was measured for docs/quality.md
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { saveResults } from '../quality/results.mjs';
import { bundle } from './mutation/bundle.mjs';
import { instrument } from './mutation/instrument.mjs';
import { sample } from './mutation/sample.mjs';
import { Tester } from './mutation/Tester.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Folders of the engine whose tests are to notice, by the part. The recorded clusters of conformance/ are in each. */
const TESTS = /** @type {Record<string, string[]>} */ ({
  kernel: ['kernel', 'trace', 'policy'],
  proxy: ['proxy', 'trace', 'shell', 'views'],
  admit: ['admit', 'controllers'],
});

/** @typedef {import('./mutation/instrument.mjs').Mutant} Mutant */
/** @typedef {{ mutants: number, tried: number, killed: number, survived: string[] }} Row */

/** @param {string} folder @param {(name: string) => boolean} wanted @returns {string[]} below the project's folder */
const filesIn = (folder, wanted) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && wanted(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();

const isTest = (/** @type {string} */ name) => name.endsWith('.test.ts');
/** A script that is run anew cannot wait for anything while it starts, and has no address. */
const runsAnew = (/** @type {string} */ file) =>
  !/^(?!\s*(it|test)\b).*[=(.]\s*await |import\.meta/m.test(readFileSync(join(root, file), 'utf8'));

/**
 * What became of the mutants of each file that were tried.
 * @param {string[]} files
 * @param {string} part
 * @param {number} most of each file
 * @param {(file: string, row: Row) => void} tell
 */
async function mutate(files, part, most, tell) {
  const tests = (TESTS[part] ?? []).flatMap((folder) => filesIn(`src/engine/${folder}`, isTest)).filter(runsAnew);
  const linesOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8').split('\n')]));
  const { code, mutants } = await instrument(root, files);
  const tester = new Tester({ root, code: await bundle(root, tests, code) });
  const { reaching, statics, failed, tests: ran } = await tester.dryRun();
  for (const failure of failed) console.log(`left out, as it fails here without a mutant: ${failure}`);
  const ms = ran.reduce((sum, one) => sum + one.ms, 0);
  console.log(`${part}: ${mutants.length} mutants, ${ran.length} tests, ${(ms / 1000).toFixed(1)} s of the processor`);
  for (const file of files) {
    const own = mutants.filter(
      ({ fileName, id }) => fileName === join(root, file) && (!statics.has(id) || reaching.has(id)),
    );
    const tried = sample(own, most, file);
    /** @type {Mutant[]} */
    const survived = [];
    for (const mutant of tried)
      if (!(await tester.notices(mutant.id, reaching.get(mutant.id) ?? []))) survived.push(mutant);
    tell(file, {
      mutants: own.length,
      tried: tried.length,
      killed: tried.length - survived.length,
      survived: survived.map((mutant) => said(mutant, linesOf.get(file) ?? [])),
    });
  }
  await tester.end();
}

/** `12: what stood there → what stands there` @param {Mutant} mutant @param {readonly string[]} lines */
function said({ location: { start, end }, replacement }, lines) {
  const there = lines.slice(start.line, end.line + 1);
  there[there.length - 1] = there.at(-1)?.slice(0, end.column) ?? '';
  there[0] = there[0]?.slice(start.column) ?? '';
  const short = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').slice(0, 80);
  return `${start.line + 1}: ${short(there.join('\n'))} → ${short(replacement)}`;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { save: { type: 'boolean' }, sample: { type: 'string' } },
});
const files = positionals.flatMap((given) =>
  TESTS[given] ? filesIn(`src/engine/${given}`, (name) => !isTest(name)) : [given],
);
const part = /^src\/engine\/(\w+)\//.exec(files[0] ?? '')?.[1] ?? '';
if (!TESTS[part] || files.some((file) => !file.startsWith(`src/engine/${part}/`))) {
  console.error(`One of ${Object.keys(TESTS).join(', ')}, or files of one of them, please.`);
  process.exit(2);
}
await mutate(files, part, Number(values.sample ?? Infinity), (file, row) => {
  console.log(`${file}: ${row.killed} of ${row.tried} noticed, of ${row.mutants}`);
  for (const one of row.survived) console.log(`    ${one}`);
  if (values.save) saveResults('mutation', { [file]: row });
});
process.exit(0);
