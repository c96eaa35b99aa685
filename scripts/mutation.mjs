// @ts-check
// `npm run mutation -- PART|FILE…`: does a test notice when a line of the engine is wrong? Stryker's instrumenter changes
// one thing at a time; the tests that reach it are run until one fails. Parts are kernel, proxy and admit.
//
//   npm run mutation -- src/engine/kernel/matchRule.ts      every mutant of a file
//   npm run mutation -- proxy --sample 200 --seed 3         so many of all mutants of the part, by dice of that seed
//   npm run mutation -- kernel --sample 200 --save          leaves what was measured for docs/quality.md
//   npm run mutation -- kernel --again --save               those that survived when it was saved: which are noticed now?
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { changeOf, reasonFor } from '../quality/mutationSection.mjs';
import { readResults, saveResults, writeResults } from '../quality/results.mjs';
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
 * @typedef {{ files: number, mutants: number, tried: number, noticed: number, seed: number, survived: Record<string, string[]>, since?: Record<string, Record<string, 'noticed' | 'gone'>> }} Row
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
 * The mutants of some files, and whether the tests of a part notice one.
 * @param {string[]} files
 * @param {string} part
 */
async function prepare(files, part) {
  const linesOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8').split('\n')]));
  const tests = (TESTS[part] ?? []).flatMap((folder) => filesIn(`src/engine/${folder}`, isTest)).filter(runsAnew);
  const { code, mutants } = await instrument(root, files);
  const tester = new Tester({ root, code: await bundle(root, tests, code) });
  const { reaching, statics, failed, tests: ran } = await tester.dryRun();
  for (const failure of failed) console.log(`left out, as it fails here without a mutant: ${failure}`);
  const ms = ran.reduce((sum, one) => sum + one.ms, 0);
  console.log(`${part}: ${mutants.length} mutants, ${ran.length} tests, ${(ms / 1000).toFixed(1)} s of the processor`);
  const own = mutants.filter(({ id }) => !statics.has(id) || reaching.has(id));
  const told = own.map((mutant) => {
    const file = relative(root, mutant.fileName).replaceAll('\\', '/');
    return { id: mutant.id, file, text: said(mutant, linesOf.get(file) ?? []), reached: reaching.has(mutant.id) };
  });
  const notices = (/** @type {string} */ id) => tester.notices(id, reaching.get(id) ?? []);
  return { own: told, notices, end: () => tester.end() };
}

/**
 * @param {string[]} files
 * @param {string} part
 * @param {number} most
 * @param {number} seed
 * @returns {Promise<Row>}
 */
async function mutate(files, part, most, seed) {
  const { own, notices, end } = await prepare(files, part);
  const tried = sample(own, most, seed);
  /** @type {Record<string, string[]>} */
  const survived = {};
  let noticed = 0;
  for (const { id, file, text, reached } of tried) {
    if (await notices(id)) noticed++;
    else {
      console.log(`${file}:${reached ? '' : ' no test comes here:'} ${text}`);
      (survived[file] ??= []).push(text);
    }
  }
  await end();
  return { files: files.length, mutants: own.length, tried: tried.length, noticed, seed, survived };
}

/**
 * Tries again what survived, is not explained and was not found to be noticed before. A line may have moved: without its
 * like in that line, all of the file that change the same are to be noticed; and there may be none any more.
 * @param {string} part
 * @param {Row} row
 */
async function tryAgain(part, { survived, since = {} }) {
  const { own, notices, end } = await prepare(
    Object.keys(survived).filter((file) => existsSync(join(root, file))),
    part,
  );
  for (const [file, texts] of Object.entries(survived))
    for (const text of texts.filter((one) => !reasonFor(file, one) && !since[file]?.[one])) {
      const here = own.filter((mutant) => mutant.file === file);
      const same = here.filter((mutant) => mutant.text === text);
      const like = same.length > 0 ? same : here.filter((mutant) => changeOf(mutant.text) === changeOf(text));
      let noticed = 0;
      for (const { id } of like) if (await notices(id)) noticed++;
      if (noticed === like.length) (since[file] ??= {})[text] = like.length > 0 ? 'noticed' : 'gone';
      console.log(`${since[file]?.[text] ?? 'not noticed'}: ${file}: ${text}`);
    }
  await end();
  return since;
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
    again: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
    sample: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
  },
});
const [first = ''] = positionals;
const files = TESTS[first]
  ? filesIn(`src/engine/${first}`, (name) => !/(\.test|Fixture)\.ts$/.test(name))
  : positionals;
const part = /^src\/engine\/(\w+)\//.exec(files[0] ?? '')?.[1] ?? '';
if (!TESTS[part] || files.some((file) => !file.startsWith(`src/engine/${part}/`))) {
  console.error(`One of ${Object.keys(TESTS).join(', ')}, or files of one of them, please.`);
  process.exit(2);
}
if (values.save && part !== first) {
  console.error('What is saved speaks for a whole part.');
  process.exit(2);
}
if (values.again) {
  /** @type {Record<string, Row>} */
  const saved = readResults('mutation');
  const row = saved[first];
  if (!row) throw new Error(`Nothing was saved of ${first}.`);
  const since = await tryAgain(part, row);
  if (values.save) writeResults('mutation', { ...saved, [first]: { ...row, since } });
} else {
  const row = await mutate(files, part, Number(values.sample), Number(values.seed));
  console.log(`${part}: ${row.noticed} of ${row.tried} noticed, of ${row.mutants}`);
  if (values.save) saveResults('mutation', { [part]: row });
}
process.exit(0);
