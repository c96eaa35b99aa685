// @ts-check
// `npm run growth`: how time and memory grow with Services, endpoints, Nodes and packets, with the fitted exponent; fails
// where that is worse than n·log n, or than the constant that it should be. The processor's time counts, not the clock's.
//
//   npm run growth -- reading       curves whose name has this word
//   npm run growth -- --save        leaves what was measured for docs/quality.md
import { buildForNode } from '../scripts/buildForNode.mjs';
import { saveResults } from '../quality/results.mjs';

const words = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));

const load = await buildForNode(['bench/growth.ts']);
/** @type {typeof import('./growth.ts')} */
const { curves, grow } = await load('bench/growth.ts');

let ran = 0;
let failed = 0;
for (const curve of curves.filter(({ work }) => words.every((word) => work.includes(word)))) {
  ran++;
  const grown = grow(curve);
  const { work, of, sizes, ms, exponent, bytesExponent, most } = grown;
  const bad = exponent > most || (bytesExponent ?? 0) > most;
  if (bad) failed++;
  console.log(`${bad ? '✗' : ' '} ${work}, by ${of}: n^${exponent.toFixed(2)}, at most n^${most}`);
  console.log(`    ${sizes.map((n, i) => `${n}: ${(ms[i] ?? 0).toFixed(2)} ms`).join(', ')}`);
  if (bytesExponent !== undefined) console.log(`    memory n^${bytesExponent.toFixed(2)}`);
  if (process.argv.includes('--save')) saveResults('growth', { [`${work}, by ${of}`]: grown });
}
process.exit(failed > 0 || ran === 0 ? 1 : 0);
