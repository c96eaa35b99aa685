// @ts-check
// `npm run fuzz`: random inputs, right and wrong, for everything that takes what others wrote (fuzz/targets/).
//
//   npm run fuzz                                     10,000 executions of each target, another seed each time
//   npm run fuzz -- --runs 1000000 --target yaml     so many of one
//   npm run fuzz -- --seed 7 --runs 1 --target link  an input again
//   npm run fuzz -- --guided --target yaml           inputs that reach new code are varied further
//   npm run fuzz -- --save                           adds what was tried to docs/quality.md's table
//
// An input that shows something is kept in fuzz/findings/, with its seed; npm test tries it again for ever.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildForNode } from '../scripts/buildForNode.mjs';
import { readResults, saveResults } from '../quality/results.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    target: { type: 'string' },
    save: { type: 'boolean' },
    guided: { type: 'boolean' },
  },
});

const load = await buildForNode(['fuzz/main.ts', 'fuzz/guided.ts', 'fuzz/coverage.ts']);
if (values.guided) await load('fuzz/coverage.ts');
/** @type {typeof import('./guided.ts') | undefined} */
const guiding = values.guided ? await load('fuzz/guided.ts') : undefined;
/** @type {typeof import('./main.ts')} */
const { main } = await load('fuzz/main.ts');

const findings = join(here, 'findings');
/** @type {Map<string, import('./main.ts').Tried>} what was there before this run */
const before = new Map(Object.entries(readResults('fuzz')));
let found = 0;
/** @type {import('./main.ts').Wishes} */
const wishes = {
  target: values.target ?? '',
  runs: Number(values.runs ?? 10_000),
  seed: Number(values.seed ?? Math.floor(Math.random() * 2 ** 31)),
  keep: (what) => {
    found++;
    console.error(`✗ ${what.target}, seed ${what.seed}: ${what.message.slice(0, 1000)}`);
    mkdirSync(findings, { recursive: true });
    // the rest of a stack is of this machine
    const kept = { ...what, message: what.message.split('\n')[0] };
    const name = `${what.target}-${what.seed}${what.bytes === undefined ? '' : `-${found}`}.json`;
    writeFileSync(join(findings, name), `${JSON.stringify(kept, null, 2)}\n`);
  },
  progress: ({ name, title }, tried) => {
    const { executions, seconds, from, to } = tried;
    console.log(
      `${name.padEnd(10)} ${executions} executions, seeds ${from} to ${to}, ${(executions / seconds).toFixed(0)}/s`,
    );
    if (!values.save) return;
    const earlier = before.get(name);
    saveResults('fuzz', {
      [name]: {
        title,
        executions: executions + (earlier?.executions ?? 0),
        findings: tried.findings + (earlier?.findings ?? 0),
        seconds: seconds + (earlier?.seconds ?? 0),
      },
    });
  },
};
if (guiding) {
  const { pieces, kept } = guiding.guided(wishes);
  console.log(`${pieces} pieces of code reached, by ${kept} inputs`);
} else main(wishes);
process.exit(found > 0 ? 1 : 0);
