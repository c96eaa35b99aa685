// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { readResults } from './results.mjs';
import { table } from './table.mjs';

/** Mutants in a hundred that the tests are to notice. */
const SCORE = 80;

/** Parts of the engine, by folder. */
const PARTS = { kernel: 'kernel', proxy: 'proxy', admit: 'admission' };

/** @typedef {{ mutants: number, tried: number, killed: number, survived: string[], day: string }} Row */

/**
 * Noticed in a hundred of all mutants of these files: what was tried of a file speaks for the rest of it.
 * @param {readonly Row[]} rows
 */
export function scoreOf(rows) {
  const tried = rows.filter((row) => row.tried > 0);
  const all = tried.reduce((sum, { mutants }) => sum + mutants, 0);
  return tried.reduce((sum, { mutants, killed, tried }) => sum + (mutants * killed) / tried, 0) * (100 / all);
}

/** Why a survivor is none that a test could notice, by file and by what was changed, without its line. */
const REASONS = new URL('survivors.json', import.meta.url);

/** @type {Record<string, Record<string, string>>} */
const reasons = existsSync(REASONS) ? JSON.parse(readFileSync(REASONS, 'utf8')) : {};

const changeOf = (/** @type {string} */ survivor) => survivor.replace(/^\d+: /, '');

/** @returns {import('./sections.mjs').Section} */
export function mutation() {
  /** @type {[string, Row][]} */
  const rows = Object.entries(readResults('mutation')).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = Object.entries(PARTS).map(([folder, name]) => {
    const own = rows.filter(([file]) => file.startsWith(`src/engine/${folder}/`)).map(([, row]) => row);
    const sum = (/** @type {'mutants' | 'tried' | 'killed'} */ key) => own.reduce((n, row) => n + row[key], 0);
    return {
      name,
      files: own.length,
      score: scoreOf(own),
      mutants: sum('mutants'),
      tried: sum('tried'),
      killed: sum('killed'),
    };
  });
  const explained = rows.flatMap(([file, { survived }]) =>
    survived.flatMap((survivor) => {
      const reason = reasons[file]?.[changeOf(survivor)];
      return reason ? [`- ${file}, line ${survivor.replaceAll('`', "'").replace(/: (.*)/, ': `$1`')}: ${reason}`] : [];
    }),
  );
  return {
    title: 'Mutation',
    command: 'npm run mutation -- --save --sample 8 proxy',
    text: "Stryker's instrumenter changes one thing of a file at a time; noticed is what a test of its part fails for, or a recorded cluster of `conformance/`. Where not all mutants were tried, those that were are a sample by dice, and the score of a part counts each file by the mutants that it has. Statics, which run once when a file is loaded, are left out.",
    body: [
      table(
        ['part', 'files', 'mutants', 'tried', 'noticed', 'in a hundred'],
        parts.map((part) => [
          part.name,
          part.files,
          part.mutants,
          part.tried,
          part.killed,
          Number(part.score.toFixed(1)),
        ]),
      ),
      table(
        ['file', 'mutants', 'tried', 'noticed', 'not noticed, by line'],
        rows.map(([file, r]) => [
          file,
          r.mutants,
          r.tried,
          r.killed,
          r.survived.map((text) => text.split(':')[0]).join(', '),
        ]),
      ),
      'Of those that are not noticed, no test could notice these, which change nothing that anybody sees:',
      explained.join('\n') || 'None was found yet.',
    ].join('\n\n'),
    short: parts.flatMap(({ name, files, mutants, tried, score }) => {
      if (files === 0) return [`${name} was not tried`];
      return [
        ...(score < SCORE
          ? [`${name}: ${score.toFixed(1)} of a hundred mutants are noticed; ${SCORE} are wanted`]
          : []),
        ...(tried < mutants ? [`${name}: ${tried} mutants of ${mutants.toLocaleString('en')} were tried`] : []),
      ];
    }),
  };
}
