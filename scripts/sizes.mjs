// @ts-check
// What a visit downloads before it is whole: the page, the chunks that it always ends up with, everything that these
// import, their styles and their worker, each compressed. Chunks and workers that wait for a click do not count.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Kilobytes (1,000 bytes) after gzip. */
const budgets = [
  {
    name: 'app',
    page: 'index.html',
    chunks: ['index.html', 'src/ui/mountApp.tsx', 'src/ui/editor/CodeEditor.tsx', 'src/ui/canvas/cytoscapeBoard.ts'],
    limit: 450,
  },
  {
    name: 'embed',
    page: 'embed.html',
    chunks: ['src/ui/embed/runEmbed.ts', 'src/share/link.ts', 'src/scenarios/index.ts'],
    limit: 200,
  },
];

/** Bytes of the script that pages of documentation load, as it is. */
const ELEMENT = { file: 'embed.js', limit: 3000 };

/** Workers that wait for a click. */
const LATER = /\/(terminal|analysis|assist)\.worker-/;

/** @typedef {Record<string, { file: string, name?: string, imports?: string[], css?: string[], assets?: string[] }>} Manifest */

/** Shared chunks have made-up keys: `_link-BfcaXM2i.js` for what `src/share/link.ts` became.
 * @param {Manifest} manifest
 * @param {string} source
 */
function keyOf(manifest, source) {
  if (manifest[source]) return source;
  const parts = source.split('/');
  const file = (parts.at(-1) ?? '').replace(/\.tsx?$/, '');
  const name = file === 'index' ? parts.at(-2) : file;
  return Object.keys(manifest).find((key) => key.startsWith('_') && manifest[key]?.name === name);
}

/**
 * @param {Manifest} manifest
 * @param {string[]} chunks sources, or pages
 * @returns {string[]} the built files, without doubles
 */
export function firstLoad(manifest, chunks) {
  const seen = new Set();
  const files = new Set();
  /** @param {string} key */
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])])
      if (!LATER.test(file)) files.add(file);
    chunk.imports?.forEach(visit);
  };
  for (const source of chunks) {
    const key = keyOf(manifest, source);
    if (!key) throw new Error(`${source} is not among the built chunks`);
    visit(key);
  }
  return [...files];
}

function main() {
  const web = fileURLToPath(new URL('../dist/web', import.meta.url));
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(web, '.vite/manifest.json'), 'utf8'));
  const size = (/** @type {string} */ file) => gzipSync(readFileSync(join(web, file)), { level: 9 }).length / 1000;
  let failed = false;
  for (const { page, name, chunks, limit } of budgets) {
    const parts = [page, ...firstLoad(manifest, chunks)].map((file) => ({ file, kb: size(file) }));
    const total = parts.reduce((sum, { kb }) => sum + kb, 0);
    console.log(`${name.padEnd(6)} ${total.toFixed(1).padStart(6)} kB of ${limit}${total > limit ? '  TOO MUCH' : ''}`);
    for (const { file, kb } of parts.sort((a, b) => b.kb - a.kb).slice(0, total > limit ? 20 : 5))
      console.log(`       ${kb.toFixed(1).padStart(6)}  ${file}`);
    if (total > limit) failed = true;
  }
  const { length } = readFileSync(join(web, ELEMENT.file));
  console.log(`${ELEMENT.file} ${length} bytes of ${ELEMENT.limit}${length > ELEMENT.limit ? '  TOO MUCH' : ''}`);
  if (length > ELEMENT.limit) failed = true;
  return failed ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
