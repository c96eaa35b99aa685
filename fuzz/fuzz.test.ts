import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Found, tryOnce } from './main.ts';
import { targets } from './targets.ts';

// A short run of what `npm run fuzz` does for long, always with the same seeds; and all that was ever found.

test.each(targets)('$title', { timeout: 120_000 }, (target) => {
  const found: Found[] = [];
  let executions = 0;
  for (let seed = 1; executions < target.short; seed++) {
    const tried = tryOnce(target, seed);
    executions += tried.executions;
    if (tried.found) found.push(tried.found);
  }
  expect(found).toEqual([]);
});

const kept = existsSync('fuzz/findings') ? readdirSync('fuzz/findings') : [];

test.each(kept)('what was found is mended: %s', (file) => {
  const { target: name, seed, bytes } = JSON.parse(readFileSync(`fuzz/findings/${file}`, 'utf8')) as Found;
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`no target ${name}`);
  expect(tryOnce(target, seed, bytes).found).toBeUndefined();
});
