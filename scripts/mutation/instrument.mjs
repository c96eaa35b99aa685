// @ts-check
// Stryker's mutants of some files: the code with every one of them behind a switch, and what each changes.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm } from '../install.mjs';

const VERSION = '9.6.1';

/** @typedef {{ line: number, column: number }} Place from 0 */
/** @typedef {{ id: string, fileName: string, replacement: string, mutatorName: string, status?: string, location: { start: Place, end: Place } }} Mutant */

/**
 * The instrumenter is fetched once into .cache/ and is no dependency: it is for a command that is run now and then.
 * @param {string} root
 */
async function instrumenter(root) {
  const tools = join(root, '.cache/stryker');
  const main = join(tools, 'node_modules/@stryker-mutator/instrumenter/dist/src/index.js');
  if (!existsSync(main)) {
    mkdirSync(tools, { recursive: true });
    writeFileSync(join(tools, 'package.json'), '{"private":true}\n');
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `@stryker-mutator/instrumenter@${VERSION}`];
    const { status } = npm(args, { cwd: tools, stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
  const { Instrumenter } = await import(pathToFileURL(main).href);
  const quiet = () => false;
  const logger = { isDebugEnabled: quiet, isTraceEnabled: quiet, debug: quiet, trace: quiet, info: quiet, warn: quiet };
  const folder = join(main, '..');
  const [{ createParser }, { print }, { transform }] = await Promise.all(
    ['parsers', 'printers', 'transformers'].map((name) => import(pathToFileURL(join(folder, name, 'index.js')).href)),
  );
  return new Instrumenter(logger, createParser, print, transform);
}

/**
 * @param {string} root
 * @param {readonly string[]} files below it
 * @returns {Promise<{ code: Map<string, string>, mutants: Mutant[] }>} the code by absolute path
 */
export async function instrument(root, files) {
  const given = files.map((file) => ({
    name: join(root, file),
    mutate: true,
    content: readFileSync(join(root, file), 'utf8'),
  }));
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: false };
  const made = await (await instrumenter(root)).instrument(given, options);
  const code = new Map(
    made.files.map((/** @type {{ name: string, content: string }} */ { name, content }) => [name, content]),
  );
  return { code, mutants: made.mutants };
}
