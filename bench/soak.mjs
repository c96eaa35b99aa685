// @ts-check
// `npm run soak`: mixed use of the built page for long, at four times the speed: edits, traffic, scrubbing, comparing,
// files, commands, links. Fails when the page holds more than 5 % more at the end, logs an error, is slow to answer, or
// misses frames.
//
//   npm run soak                     an hour of use: a quarter of one by the clock, after some minutes of warming up
//   npm run soak -- --minutes 10     so many minutes of use
//   npm run soak -- --save           leaves what was measured for docs/quality.md
import { parseArgs } from 'node:util';
import { buildForNode } from '../scripts/buildForNode.mjs';
import { saveResults } from '../quality/results.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string' }, save: { type: 'boolean' } } });
const load = await buildForNode(['bench/soak.ts']);
/** @type {typeof import('./soak.ts')} */
const { soak } = await load('bench/soak.ts');
const soaked = await soak(Number(values.minutes ?? 60));
const { minutes, took, interactions, p98, frames, held, errors, short } = soaked;
console.log(
  `${minutes} minutes of use in ${took.toFixed(1)}: ${interactions} interactions, of 98 in 100 shown within ${p98} ms`,
);
console.log(`frames: 95 in 100 within ${frames.p95} ms, 99 within ${frames.p99} ms`);
console.log(`held: ${held.map((mb) => mb.toFixed(2)).join(' → ')} MB`);
for (const error of errors.slice(0, 10)) console.error(error);
for (const what of short) console.error(`✗ ${what}`);
if (values.save) saveResults('soak', { [`${minutes} minutes`]: soaked });
process.exit(short.length > 0 ? 1 : 0);
