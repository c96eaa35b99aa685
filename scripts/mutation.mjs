// @ts-check
// `npm run mutation -- PART|FILE…`: does a test notice when a line of the engine is wrong? Stryker's instrumenter changes
// one thing at a time; the tests that reach it are run until one fails. Parts are kernel, proxy and admit.
//
//   npm run mutation -- src/engine/kernel/matchRule.ts      every mutant of a file
//   npm run mutation -- proxy --sample 200 --seed 3         so many of all mutants of the part, by dice of that seed
//   npm run mutation -- kernel --sample 200 --save          leaves what was measured for docs/quality.md
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
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
/**
 * What became of the mutants of a part that were tried. Each of the part was as likely to be among them as any other.
 * @typedef {{ files: number, mutants: number, tried: number, noticed: number, seed: number, survived: Record<string, string[]> }} Row
 */

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
 * @param {string[]} files
 * @param {string} part
 * @param {number} most
 * @param {number} seed
 * @returns {Promise<Row>}
 */
async function mutate(files, part, most, seed) {
  const linesOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8').split('\n')]));
  const tests = (TESTS[part] ?? []).flatMap((folder) => filesIn(`src/engine/${folder}`, isTest)).filter(runsAnew);
  const { code, mutants } = await instrument(root, files);
  const tester = new Tester({ root, code: await bundle(root, tests, code) });
  const { reaching, statics, failed, tests: ran } = await tester.dryRun();
  for (const failure of failed) console.log(`left out, as it fails here without a mutant: ${failure}`);
  const ms = ran.reduce((sum, one) => sum + one.ms, 0);
  console.log(`${part}: ${mutants.length} mutants, ${ran.length} tests, ${(ms / 1000).toFixed(1)} s of the processor`);
  const own = mutants.filter(({ id }) => !statics.has(id) || reaching.has(id));
  const tried = sample(own, most, seed);
  /** @type {Record<string, string[]>} */
  const survived = {};
  let noticed = 0;
  for (const mutant of tried) {
    if (await tester.notices(mutant.id, reaching.get(mutant.id) ?? [])) noticed++;
    else {
      const file = relative(root, mutant.fileName).replaceAll('\\', '/');
      const text = said(mutant, linesOf.get(file) ?? []);
      console.log(`${file}:${reaching.has(mutant.id) ? '' : ' no test comes here:'} ${text}`);
      (survived[file] ??= []).push(text);
    }
  }
  await tester.end();
  return { files: files.length, mutants: own.length, tried: tried.length, noticed, seed, survived };
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
  options: {
    save: { type: 'boolean', default: false },
    sample: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
  },
});
const [first = ''] = positionals;
const files = TESTS[first] ? filesIn(`src/engine/${first}`, (name) => !isTest(name)) : positionals;
const part = /^src\/engine\/(\w+)\//.exec(files[0] ?? '')?.[1] ?? '';
if (!TESTS[part] || files.some((file) => !file.startsWith(`src/engine/${part}/`))) {
  console.error(`One of ${Object.keys(TESTS).join(', ')}, or files of one of them, please.`);
  process.exit(2);
}
if (values.save && part !== first) {
  console.error('What is saved speaks for a whole part.');
  process.exit(2);
}
const row = await mutate(files, part, Number(values.sample), Number(values.seed));
console.log(`${part}: ${row.noticed} of ${row.tried} noticed, of ${row.mutants}`);
if (values.save) saveResults('mutation', { [part]: row });
process.exit(0);
