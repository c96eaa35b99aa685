// @ts-check
// A thread that runs tests, first without a mutant, to see which test reaches which, then with one at a time.
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { collect, vitest } from './collect.mjs';
import { recordedCases } from './recorded.mjs';

/** @typedef {{ root: string, code: string }} Given */
/** `groups`: what is reached once for all tests of the file. @typedef {{ id: string, ms: number, hits: Record<string, number>, groups: Record<string, number> }} Ran */
/** @typedef {import('./recorded.mjs').Engine & { files: Record<string, () => Promise<unknown>> }} Bundle */

const { root, code } = /** @type {Given} */ (workerData);
const require = createRequire(`${root}/package.json`);
const recorded = await recordedCases(root);

/** The instrumented code's own: the mutant that is on, how often it may be reached, and what was reached. */
const stryker = /** @type {any} */ ({});
Object.assign(globalThis, { __stryker__: stryker });

/** Calls that count, also where the bundler gave the function of a second file another name. */
const COUNTED = /stryCov_9fa48(?:\$\d+)?\((?:"\d+"(?:, )?)+\)/g;
/** Strict, as modules are. */
const script = (/** @type {string} */ text) => new Script(`(function (exports, require) {'use strict';${text}\n})`);
const counting = script(code);
const quick = script(code.replace(COUNTED, '0')); // what is reached is known then

/** Everything from its beginning: modules keep what they remember. @param {Script} from */
function start(from) {
  const exports = {};
  from.runInThisContext()(exports, (/** @type {string} */ name) => (name === 'vitest' ? vitest : require(name)));
  return /** @type {Bundle} */ (exports);
}

async function dryRun() {
  stryker.mutantCoverage = { static: {}, perTest: {} };
  const bundle = start(counting);
  /** @type {Ran[]} */
  const ran = [];
  /** @type {string[]} */
  const failed = [];
  const run = async (/** @type {string} */ id, /** @type {() => unknown} */ test) => {
    stryker.currentTestId = id;
    const from = process.cpuUsage();
    try {
      await test();
      const { user, system } = process.cpuUsage(from);
      ran.push({ id, ms: (user + system) / 1000, hits: stryker.mutantCoverage.perTest[id] ?? {}, groups: {} });
    } catch (error) {
      failed.push(`${id}: ${String(error)}`);
    }
    stryker.currentTestId = undefined;
  };
  for (const [file, open] of Object.entries(bundle.files))
    for (const [i, test] of (await collect(open, file)).entries()) await run(`${file}#${i}`, test);
  // what a group makes is of all its file's tests
  for (const one of ran) {
    one.groups = stryker.mutantCoverage.perTest[one.id.split('#')[0] ?? ''] ?? {};
    one.hits = { ...one.hits };
    for (const [id, count] of Object.entries(one.groups)) one.hits[id] = (one.hits[id] ?? 0) + count;
  }
  for (const [name, test] of recorded) await run(name, () => test(bundle));
  return { ran, failed, statics: Object.keys(stryker.mutantCoverage.static) };
}

/** A bundle that has started, with the tests of its files. */
class Started {
  bundle = start(quick);
  /** @type {Map<string, (() => unknown)[]>} */
  opened = new Map();

  /** The first of some tests that fails. @param {readonly string[]} tests */
  async firstToFail(tests) {
    for (const id of tests) {
      const [file = '', index] = id.split('#');
      try {
        if (index === undefined) recorded.get(id)?.(this.bundle);
        else await (await this.testsOf(file))[Number(index)]?.();
      } catch {
        return id;
      }
    }
    return undefined;
  }

  /** Some tests and all others of their files, as what one of them reached may be kept for the next. @param {readonly string[]} tests */
  async withTheirFiles(tests) {
    const all = [];
    for (const file of new Set(tests.map((id) => id.split('#')[0] ?? '')))
      if (recorded.has(file)) all.push(file);
      else for (const i of (await this.testsOf(file)).keys()) all.push(`${file}#${i}`);
    return all;
  }

  /** @param {string} file */
  async testsOf(file) {
    const known = this.opened.get(file);
    if (known) return known;
    const tests = await collect(/** @type {() => Promise<unknown>} */ (this.bundle.files[file]));
    this.opened.set(file, tests);
    return tests;
  }
}

/** With which a mutant is tried first: its code is compiled already, and what its modules remember is right. */
let warm = new Started();

/** Of the tests of a mutant that nothing noticed, so many are run once more from the beginning. */
const AGAIN = 10;

/**
 * The first of the tests that fails with the mutant. Modules remember things from one mutant to the next: a failure
 * counts if the same test passes without the mutant; after a success some are run with nothing remembered.
 * @param {{ mutant: string, tests: string[], grouped: string[], limit: number }} asked `grouped` are those whose groups
 *   reach the mutant: these show it from the beginning only
 */
async function firstToFail({ mutant, tests, grouped, limit }) {
  const on = () => Object.assign(stryker, { activeMutant: mutant, hitCount: 0, hitLimit: limit });
  on();
  const failed = await warm.firstToFail(tests);
  stryker.activeMutant = undefined;
  if (failed !== undefined && (await warm.firstToFail([failed])) === undefined) return failed;
  if (failed !== undefined) warm = new Started();
  on();
  try {
    const fresh = new Started();
    if (failed !== undefined) return await fresh.firstToFail(tests);
    return await fresh.firstToFail(await fresh.withTheirFiles([...grouped, ...tests.slice(0, AGAIN)]));
  } catch {
    return 'start';
  } finally {
    stryker.activeMutant = undefined;
  }
}

parentPort?.on('message', (asked) => {
  void (asked ? firstToFail(asked) : dryRun()).then((answer) => parentPort?.postMessage(answer));
});
