// @ts-check
// Compares the built command line with the recorded answers, and with how many of them were right before.
//
//   npm run conformance                         counts by category; fails when one fell below conformance/score.json, or has more wrong
//   npm run conformance -- --accept             writes the higher counts down, also where a new recording is not right yet
//   npm run conformance -- nodeport --diff      everything else goes to conformance/compare.mjs: words, --category, --diff, --dir
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {Record<string, { passed: number, of: number }>} Score */

/**
 * What is worse than before, in sentences. A category that is gone counts as fallen.
 * @param {Score} before
 * @param {Score} now
 */
export function fallen(before, now) {
  return Object.entries(before).flatMap(([name, { passed }]) => {
    const found = now[name]?.passed ?? 0;
    return found < passed ? [`${name}: ${found} right, ${passed} before`] : [];
  });
}

/**
 * Where more is wrong than before, in sentences: new recordings that are right would hide an old one that is so no more.
 * @param {Score} before
 * @param {Score} now
 */
export function moreWrong(before, now) {
  return Object.entries(now).flatMap(([name, { passed, of }]) => {
    const was = before[name];
    const wrong = was ? was.of - was.passed : 0;
    return of - passed > wrong ? [`${name}: ${of - passed} wrong, ${wrong} before`] : [];
  });
}

/**
 * @param {Score} before
 * @param {Score} now
 */
export const risen = (before, now) =>
  Object.entries(now).some(([name, s]) => s.passed > (before[name]?.passed ?? 0) || s.of !== before[name]?.of);

function main() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const other = process.env.KUBEHOP_CLI; // somebody else's build; without it, the package's bin
  const program = other ?? join(root, 'dist/cli/kubehop.js');
  const file = join(root, 'conformance/score.json');
  const compare = [join(root, 'conformance/compare.mjs'), ...(other ? ['--cli', `${process.execPath} ${other}`] : [])];
  const args = process.argv.slice(2);
  const accept = args.includes('--accept');

  const rest = args.filter((arg) => arg !== '--accept');
  if (rest.length) {
    const { status } = spawnSync(process.execPath, [...compare, ...rest], { cwd: root, stdio: 'inherit' });
    return status ?? 1;
  }

  /** @type {Score} */
  const before = JSON.parse(readFileSync(file, 'utf8'));
  if (!existsSync(program)) {
    console.error('conformance: there is no dist/cli/kubehop.js; run npm run build:cli');
    return Object.values(before).some(({ passed }) => passed > 0) ? 1 : 0;
  }
  const { stdout } = spawnSync(process.execPath, [...compare, '--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  /** @type {{ cases: number, whole: number, score: Record<string, { passed: number, failed: number }> }} */
  const answer = JSON.parse(stdout);
  if (!answer.cases) {
    console.error('conformance: no case was compared');
    return 1;
  }
  /** @type {Score} */
  const now = Object.fromEntries(
    Object.entries(answer.score)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { passed, failed }]) => [name, { passed, of: passed + failed }]),
  );
  for (const [name, { passed, of }] of Object.entries(now)) {
    const was = before[name]?.passed ?? 0;
    const change = passed === was ? '' : `  ${passed > was ? '+' : ''}${passed - was}`;
    console.log(`${name.padEnd(10)} ${String(passed).padStart(5)} of ${of}${change}`);
  }
  console.log(`cases wholly right: ${answer.whole} of ${answer.cases}`);

  const worse = [...fallen(before, now), ...(accept ? [] : moreWrong(before, now))];
  for (const line of worse) console.error(`fallen  ${line}`);
  if (worse.length) return 1;
  if (risen(before, now)) {
    if (accept) writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
    console.log(
      accept
        ? 'accepted into conformance/score.json'
        : 'better than conformance/score.json: npm run conformance -- --accept',
    );
  }
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
