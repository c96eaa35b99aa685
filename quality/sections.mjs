// @ts-check
// The sections of docs/quality.md: what a command measured, as a table, and what of it falls short of its goal.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mutation } from './mutationSection.mjs';
import { readResults } from './results.mjs';
import { table } from './table.mjs';

/**
 * @typedef {object} Section
 * @property {string} title
 * @property {string} command what makes it anew
 * @property {string} text what is measured, and how
 * @property {string} body the table
 * @property {string[]} short what falls short
 */

/** @param {number} ms */
const time = (ms) => (ms < 10 ? `${ms.toFixed(2)} ms` : `${ms.toFixed(0)} ms`);

/** @typedef {{ title: string, against: string, goal: number, skipped?: string, ours: number, oursP95: number, peer: number, ratio: number, note?: string, failures: string[], on: string, day: string }} BenchRow */

/** @returns {Section} */
function bench() {
  /** @type {[string, BenchRow][]} */
  const rows = Object.entries(readResults('bench'));
  return {
    title: 'Speed',
    command: 'npm run bench -- --save',
    text: 'Ours and a peer in turn, in one process: medians of five repeats, beside kube-proxy of eleven, and how many times faster ours is. Milliseconds are those of the day and machine; the ratio is what counts. The load is that of other work on the machine: above the number of CPUs, times are too long.',
    body: table(
      ['row', 'what', 'ours', 'p95', 'peer', 'its time', 'times faster', 'goal', 'on'],
      rows
        .filter(([, { skipped }]) => !skipped)
        .map(([id, r]) => [
          id,
          r.title + (r.note ? ` (${r.note})` : ''),
          time(r.ours),
          time(r.oursP95),
          r.against,
          time(r.peer),
          r.ratio.toFixed(1),
          `${r.goal}`,
          r.on,
        ]),
    ),
    short: rows.flatMap(([id, { skipped, failures }]) => [
      ...(skipped ? [`${id} was not measured: ${skipped}`] : []),
      ...failures,
    ]),
  };
}

/** @returns {Section} */
function counts() {
  /** @type {Record<string, Record<string, Record<string, number>>>} */
  const accepted = JSON.parse(readFileSync(resolve('test/counts/accepted.json'), 'utf8'));
  const names = [
    ['documentsRead', 'documents read'],
    ['objectsMade', 'objects made'],
    ['portsCompiled', 'service ports compiled'],
    ['rulesEvaluated', 'rules evaluated'],
    ['bytesPosted', 'bytes posted'],
    ['elementsDrawn', 'elements drawn'],
  ];
  const moments = /** @type {Record<string, string>} */ ({
    opened: 'opened',
    podEdited: 'a Pod edited',
    serviceEdited: 'a Service edited',
  });
  return {
    title: 'Work, counted',
    command: 'npm run counts:accept',
    text: 'What does not depend on a clock: S has 10 Services, 100 Pods and 3 Nodes; M has 100, 1,000 and 30. `npm test` fails when one of these rises.',
    body: table(
      ['cluster', 'after', ...names.map(([, words = '']) => words)],
      Object.entries(accepted).flatMap(([cluster, of]) =>
        Object.entries(of).map(([moment, those]) => [
          cluster,
          moments[moment] ?? moment,
          ...names.map(([key = '']) => those[key] ?? 0),
        ]),
      ),
    ),
    short: [],
  };
}

/** Executions in all that are wanted. */
const EXECUTIONS = 10_000_000;

/** @typedef {{ title: string, executions: number, findings: number, seconds: number, day: string }} FuzzRow */

/** @returns {Section} */
function fuzzing() {
  /** @type {[string, FuzzRow][]} */
  const rows = Object.entries(readResults('fuzz'));
  const total = rows.reduce((sum, [, { executions }]) => sum + executions, 0);
  return {
    title: 'Fuzzing',
    command: 'npm run fuzz -- --runs 1000000 --save',
    text: 'Inputs made from seeds, right and wrong, and what must hold for each (`fuzz/targets/`). Executions add up over runs; an input that shows a fault is kept in `fuzz/findings/` and tried again by `npm test`, which also has a short run.',
    body: table(
      ['target', 'what holds', 'executions', 'a second', 'inputs that showed a fault', 'last run'],
      rows.map(([name, r]) => [name, r.title, r.executions, Math.round(r.executions / r.seconds), r.findings, r.day]),
    ),
    short:
      total < EXECUTIONS
        ? [`${total.toLocaleString('en')} executions in all, ${EXECUTIONS.toLocaleString('en')} wanted`]
        : [],
  };
}

/** @returns {Section} */
function faults() {
  const rows = [...readFileSync(resolve('docs/faults.md'), 'utf8').matchAll(/^\| (\d+) \| (.+?) \| (.+) \|$/gm)];
  const missing = rows.filter(([, , , shown = '']) => shown.startsWith('not shown'));
  const partial = rows.filter(([, , , shown = '']) => /\(.*nothing shows/.test(shown));
  const open = [...missing, ...partial];
  return {
    title: 'Faults',
    command: 'npm test',
    text: 'docs/faults.md names the test of each of the faults; a guard fails when one is missing there.',
    body: table(
      ['faults', 'shown by tests', 'shown in part', 'not shown'],
      [[rows.length, rows.length - open.length, partial.length, missing.length]],
    ),
    short: open.map(([, number = '', fault = '', shown = '']) => `T${number}, ${fault}: ${shown}`),
  };
}

/** @typedef {{ sizes: number[], ms: number[], exponent: number, bytesExponent?: number, most: number }} GrowthRow */

/** @returns {Section} */
function growth() {
  /** @type {[string, GrowthRow][]} */
  const rows = Object.entries(readResults('growth'));
  return {
    title: 'Growth',
    command: 'npm run growth -- --save',
    text: 'Milliseconds of the processor for sizes that grow, everything else held, and the exponent of the power that fits them best: 1 is linear, and n·log n comes to less than 1.2 at these sizes. Memory is what the result holds.',
    body: table(
      ['work', 'sizes', 'ms', 'time grows as', 'memory grows as', 'at most'],
      rows.map(([name, r]) => [
        name,
        r.sizes.map((n) => n.toLocaleString('en')).join(', '),
        r.ms.map((ms) => ms.toPrecision(2)).join(', '),
        `n^${r.exponent.toFixed(2)}`,
        r.bytesExponent === undefined ? '' : `n^${r.bytesExponent.toFixed(2)}`,
        `n^${r.most}`,
      ]),
    ),
    short: rows
      .filter(([, { exponent, bytesExponent = 0, most }]) => exponent > most || bytesExponent > most)
      .map(([name, { exponent, most }]) => `${name} grows as n^${exponent.toFixed(2)}; at most n^${most} is wanted`),
  };
}

/** @typedef {{ skipped?: string, browser?: string, steps?: number, failed?: string, day: string }} BrowserRow */

/** @returns {Section} */
function browsers() {
  /** @type {[string, BrowserRow][]} */
  const rows = Object.entries(readResults('browsers'));
  return {
    title: 'Other browsers',
    command: 'npm run browsers -- --save',
    text: 'The browser tests run in Chromium. In Firefox and WebKit it is the tour of a first visit: the page opens, a packet moves, the other views open, text is typed, kubectl answers, the link is copied and opens to the same, and nothing is logged (`scripts/browsers/tour.mjs`).',
    body: table(
      ['engine', 'browser', 'steps of the tour', 'ended', 'day'],
      rows.map(([engine, r]) => [
        engine,
        r.browser ?? '',
        r.steps ?? 0,
        r.skipped || r.failed || 'as it should',
        r.day,
      ]),
    ),
    short: rows
      .filter(([, { skipped, failed }]) => skipped || failed)
      .map(([engine, { skipped, failed }]) =>
        skipped ? `${engine} was not tried: ${skipped}` : `${engine}: ${failed}`,
      ),
  };
}

/** @typedef {{ minutes: number, interactions: number, p98: number, took: number, frames: { p95: number, p99: number }, held: number[], errors: string[], short: string[], on: string }} SoakRow */

/** @returns {Section} */
function soaking() {
  /** @type {SoakRow[]} */
  const rows = Object.values(readResults('soak'));
  return {
    title: 'Soak',
    command: 'npm run soak -- --save',
    text: 'Mixed use of the built page: edits, traffic, scrubbing, comparing, files, commands, links. It is done at four times the speed of a person, and packets move at four times theirs: an hour takes fifteen minutes, and some more to warm up and to look at memory. Held is what the page keeps and nothing can free, without what the browser compiles.',
    body: table(
      [
        'minutes of use',
        'by the clock',
        'interactions',
        'shown within, of 98 in 100',
        'from frame to frame, of 95 and 99 in 100',
        'MB held: at first, after each quarter, at the end',
        'errors',
        'on',
      ],
      rows.map((r) => [
        r.minutes,
        r.took.toFixed(1),
        r.interactions,
        `${r.p98} ms`,
        `${r.frames.p95} ms, ${r.frames.p99} ms`,
        r.held.map((mb) => mb.toFixed(2)).join(' → '),
        r.errors.length,
        r.on,
      ]),
    ),
    short: [
      ...rows.flatMap(({ minutes, short }) => short.map((what) => `${minutes} minutes: ${what}`)),
      ...(rows.some(({ minutes }) => minutes >= 60) ? [] : ['an hour of use was not measured here']),
    ],
  };
}

/** In the order in which the document has them. */
export const sections = () => [bench(), counts(), growth(), faults(), soaking(), browsers(), fuzzing(), mutation()];
