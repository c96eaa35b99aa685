// @ts-check
// `npm run bench`: ours and a peer in turn, in one process; reports medians and how many times faster ours is.
//
//   npm run bench -- P3          rows whose name begins so
//   npm run bench -- --accept    writes higher ratios into bench/accepted.json
//   npm run bench -- --save      leaves what was measured for docs/quality.md
//
// Fails when a ratio misses its goal, or has lost 15 % against the accepted one, or when a row that a person waits for
// takes longer than it says.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildForNode } from '../scripts/buildForNode.mjs';
import { saveResults } from '../quality/results.mjs';

const REPEATS = 5;
const LOSS = 0.85;

/** @param {number[]} times @param {number} share */
const quantile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

/** @param {() => unknown} work */
async function clock(work) {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/**
 * Ours, peer, ours, peer …: both see the same minutes of a noisy machine.
 * @param {import('./Row.ts').TimedRow} row
 * @returns {Promise<{ ours: number[], peer: number[], note?: string, failed?: string | undefined }>}
 */
async function inTurn(row) {
  await row.ours();
  await row.peer();
  const ours = [];
  const peer = [];
  for (let i = 0; i < REPEATS; i++) {
    ours.push(await clock(row.ours));
    peer.push(await clock(row.peer));
  }
  return { ours, peer };
}

/** @param {number} ms */
const ms = (ms) => `${ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`;

const here = fileURLToPath(new URL('.', import.meta.url));
const words = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const acceptedFile = join(here, 'accepted.json');
/** @type {Record<string, number>} */
const accepted = existsSync(acceptedFile) ? JSON.parse(readFileSync(acceptedFile, 'utf8')) : {};

const files = readdirSync(here).filter(
  (file) =>
    file.endsWith('.bench.ts') &&
    (!words.length || words.some((word) => file.startsWith(`${/^P\d+/.exec(word)?.[0]}.`))),
);
const load = await buildForNode(files.map((file) => `bench/${file}`));

console.log(`Node ${process.version}, ${cpus().length} CPUs, ${REPEATS} repeats after one warm-up\n`);
let ran = 0;
let skipped = 0;
/** @type {string[]} */
const failures = [];
/** @type {Record<string, object>} */
const results = {};
for (const file of files) {
  /** @type {{ rows: import('./Row.ts').Row[] }} */
  const { rows } = await load(`bench/${file}`);
  for (const row of rows) {
    if (words.length && !words.some((word) => row.id.startsWith(word))) continue;
    const missing = row.missing?.();
    if (missing) {
      skipped++;
      console.log(`${row.id.padEnd(6)} SKIP: ${missing}`);
      results[row.id] = { title: row.title, against: row.against, goal: row.goal, skipped: missing, failures: [] };
      continue;
    }
    ran++;
    const { ours, peer, note, failed } = 'measure' in row ? await row.measure() : await inTurn(row);
    // what a person waits for is compared there, too
    const share = row.quantile ?? 0.5;
    const ratio = quantile(peer, share) / quantile(ours, share);
    const before = accepted[row.id];
    console.log(`${row.id.padEnd(6)} ${row.title}`);
    console.log(`       ours ${ms(quantile(ours, 0.5))} (p95 ${ms(quantile(ours, 0.95))})`);
    console.log(`       ${row.against} ${ms(quantile(peer, 0.5))} (p95 ${ms(quantile(peer, 0.95))})`);
    console.log(`       ${ratio.toFixed(1)} times faster; goal ${row.goal}${before ? `, accepted ${before}` : ''}`);
    if (note) console.log(`       ${note}`);
    const failedBefore = failures.length;
    if (failed) failures.push(`${row.id}: ${failed}`);
    if (row.most && quantile(ours, share) > row.most)
      failures.push(`${row.id}: ${ms(quantile(ours, share))} is more than ${ms(row.most)}`);
    if (ratio < row.goal) failures.push(`${row.id}: ${ratio.toFixed(1)} misses its goal ${row.goal}`);
    else if (before && ratio < before * LOSS) failures.push(`${row.id}: ${ratio.toFixed(1)} was ${before}`);
    results[row.id] = {
      title: row.title,
      against: row.against,
      goal: row.goal,
      ours: quantile(ours, 0.5),
      oursP95: quantile(ours, 0.95),
      peer: quantile(peer, 0.5),
      ratio,
      ...(note && { note }),
      failures: failures.slice(failedBefore),
    };
    if (process.argv.includes('--accept') && ratio > (before ?? 0)) accepted[row.id] = Number(ratio.toFixed(1));
  }
}
if (process.argv.includes('--accept')) writeFileSync(acceptedFile, `${JSON.stringify(accepted, null, 2)}\n`);
if (process.argv.includes('--save')) saveResults('bench', results);
for (const failure of failures) console.error(`✗ ${failure}`);
console.log(`\n${ran} rows, ${failures.length} failed, ${skipped} skipped`);
if (failures.length || ran === 0) process.exit(1);
