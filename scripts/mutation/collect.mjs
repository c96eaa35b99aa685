// @ts-check
// What test files import from vitest, for tests that are called one by one in this thread: vitest itself would start
// anew for each mutant, which takes longer than the tests.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const ofVitest = createRequire(createRequire(import.meta.url).resolve('vitest'));
const load = (/** @type {string} */ name) => import(pathToFileURL(ofVitest.resolve(name)).href);
const chai = await load('chai');
const { JestAsymmetricMatchers, JestChaiExpect, JestExtend } = await load('@vitest/expect');
for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

/** @typedef {() => unknown} Run */

/** @type {Run[]} */
let tests = [];
/** @type {Run[]} what comes before each test of the groups that are open */
let before = [];

const it = (/** @type {string} */ _name, /** @type {Run | object} */ a, /** @type {Run | object} */ b = a) => {
  const body = /** @type {Run} */ (typeof a === 'function' ? a : b);
  const first = before;
  tests.push(async () => {
    for (const run of first) await run();
    await body();
  });
};
/** As whose what the groups of a file reach is counted, before there is a test. @type {string | undefined} */
let group;

const describe = (/** @type {string} */ _name, /** @type {Run} */ body) => {
  const outside = before;
  before = [...before];
  const stryker = /** @type {any} */ (globalThis).__stryker__;
  stryker.currentTestId = group;
  body();
  stryker.currentTestId = undefined;
  before = outside;
};
const each =
  (/** @type {(name: string, body: Run) => void} */ one) =>
  (/** @type {readonly unknown[]} */ rows) =>
  (/** @type {string} */ name, /** @type {(...args: unknown[]) => unknown} */ body) => {
    for (const row of rows) one(name, () => body(...(Array.isArray(row) ? row : [row])));
  };
const first = (/** @type {Run} */ run) => void before.push(run);
it.each = each(it);
describe.each = each(describe);

/** Stands in for the package. */
export const vitest = { describe, it, test: it, expect: chai.expect, beforeAll: first, beforeEach: first };

/**
 * The tests of a file, in their order.
 * @param {() => Promise<unknown>} open
 * @param {string} [name] as whose what its groups reach is counted
 */
export async function collect(open, name) {
  tests = [];
  before = [];
  group = name;
  await open();
  return tests;
}
