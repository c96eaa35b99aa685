// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { readResults } from './results.mjs';
import { table } from './table.mjs';

/** Mutants in a hundred that the tests are to notice. */
const SCORE = 80;

/** So many that are left are listed one by one; of more, the files are that have most of them. */
const LISTED = 60;
const FILES = 5;

/** Parts of the engine, by folder. */
const PARTS = { kernel: 'kernel', proxy: 'proxy', admit: 'admission' };

/** @typedef {{ files: number, mutants: number, tried: number, noticed: number, seed: number, survived: Record<string, string[]>, since?: Record<string, Record<string, 'noticed' | 'gone'>> }} Row */

/** Noticed in a hundred of those that were tried. @param {{ tried: number, noticed: number }} row */
export const scoreOf = ({ tried, noticed }) => (100 * noticed) / tried;

/**
 * How far a sample's score may be from that of all mutants: half of the interval that holds it 19 times in 20.
 * @param {{ tried: number, noticed: number, mutants: number }} row
 */
export function marginOf({ tried, noticed, mutants }) {
  const share = noticed / tried;
  return 196 * Math.sqrt(((share * (1 - share)) / tried) * (1 - tried / mutants));
}

/** Why a survivor is none that a test could notice, by file and by what was changed, without its line. */
const REASONS = new URL('survivors.json', import.meta.url);

/** @type {Record<string, Record<string, string>>} */
const reasons = existsSync(REASONS) ? JSON.parse(readFileSync(REASONS, 'utf8')) : {};

/** What a survivor changes, wherever it stands now. */
export const changeOf = (/** @type {string} */ survivor) => survivor.replace(/^\d+: /, '');

/** @param {string} file @param {string} survivor */
export const reasonFor = (file, survivor) => reasons[file]?.[changeOf(survivor)];

/**
 * How many of each part are left, and where most are; `quality/results/mutation.json` has them.
 * @param {readonly { part: string, file: string }[]} left
 */
function byPart(left) {
  return Object.values(PARTS).flatMap((part) => {
    const own = left.filter((one) => one.part === part);
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { file } of own) counts.set(file, (counts.get(file) ?? 0) + 1);
    const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, FILES);
    const told = most.map(([file, count]) => `${file} ${count}`).join(', ');
    return own.length > 0 ? [`- ${part}: ${own.length} in ${counts.size} files; most in ${told}`] : [];
  });
}

/** @returns {import('./sections.mjs').Section} */
export function mutation() {
  /** @type {Record<string, Row>} */
  const results = readResults('mutation');
  const parts = Object.entries(PARTS).flatMap(([folder, name]) => {
    const row = results[folder];
    return row ? [{ ...row, name, score: scoreOf(row) }] : [];
  });
  const survivors = parts.flatMap((part) =>
    Object.entries(part.survived).flatMap(([file, changes]) =>
      changes.map((text) => ({
        part: part.name,
        file,
        text,
        reason: reasonFor(file, text),
        since: part.since?.[file]?.[text],
      })),
    ),
  );
  const open = survivors.filter(({ reason, since }) => !reason && !since);
  const listed = (/** @type {(typeof survivors)[number]} */ { file, text }) =>
    `- ${file}, line ${text.replaceAll('`', "'").replace(/: (.*)/, ': `$1`')}`;
  const explained = survivors.flatMap((one) => (one.reason ? [`${listed(one)}: ${one.reason}`] : []));
  const count = (/** @type {'noticed' | 'gone'} */ what) => survivors.filter(({ since }) => since === what).length;
  return {
    title: 'Mutation',
    command: 'npm run mutation -- --save --sample 200 --seed 1 proxy',
    text: "Stryker's instrumenter changes one thing of a file at a time; noticed is what a test of its part fails for, or a recorded cluster of `conformance/`. Where not all mutants were tried, those that were are a sample by dice, in which each mutant of the part is as likely as any other; ± is the interval in which the score of all lies 19 times in 20. Statics, which run once when a file is loaded, are left out.",
    body: [
      table(
        ['part', 'files', 'mutants', 'tried', 'seed', 'noticed', 'in a hundred', '±'],
        parts.map((part) => [
          part.name,
          part.files,
          part.mutants,
          part.tried,
          part.seed,
          part.noticed,
          Number(part.score.toFixed(1)),
          Number(marginOf(part).toFixed(1)),
        ]),
      ),
      `Of the ${survivors.length} that were not noticed, ${count('noticed')} are noticed now that tests were added, as \`npm run mutation -- PART --again --save\` measured; ${count('gone')} cannot be made any more, as their code is gone; ${explained.length} change nothing that anybody sees; ${open.length} are left.`,
      ...(open.length > 0 ? [`Left:\n\n${(open.length > LISTED ? byPart(open) : open.map(listed)).join('\n')}`] : []),
      `No test could notice these, which change nothing that anybody sees:\n\n${explained.join('\n') || 'None was found yet.'}`,
    ].join('\n\n'),
    short: Object.entries(PARTS).flatMap(([folder, name]) => {
      const left = open.filter(({ part }) => part === name).length;
      const row = results[folder];
      if (!row) return [`${name} was not tried`];
      const { mutants, tried } = row;
      const score = scoreOf(row);
      return [
        ...(score < SCORE
          ? [`${name}: ${score.toFixed(1)} of a hundred mutants are noticed; ${SCORE} are wanted`]
          : []),
        ...(left > 0 ? [`${name}: ${left} mutants that survived are neither noticed since nor explained`] : []),
        ...(tried < mutants ? [`${name}: ${tried} mutants of ${mutants.toLocaleString('en')} were tried`] : []),
      ];
    }),
  };
}
