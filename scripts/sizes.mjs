// @ts-check
// What a first visit downloads: an entry, everything it imports at once, its styles, its workers, the page itself, each
// compressed. Chunks that are imported later do not count.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Kibibytes after gzip. */
const budgets = [
  { entry: 'index.html', name: 'app', limit: 500 },
  { entry: 'embed.html', name: 'embed', limit: 250 },
];

/** @typedef {Record<string, { file: string, imports?: string[], css?: string[], assets?: string[] }>} Manifest */

/**
 * @param {Manifest} manifest
 * @param {string} entry
 * @returns {string[]} the built files, without doubles
 */
export function firstLoad(manifest, entry) {
  const seen = new Set();
  const files = new Set();
  /** @param {string} key */
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    chunk.imports?.forEach(visit);
  };
  visit(entry);
  return [...files];
}

function main() {
  const web = fileURLToPath(new URL('../dist/web', import.meta.url));
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(web, '.vite/manifest.json'), 'utf8'));
  const size = (/** @type {string} */ file) => gzipSync(readFileSync(join(web, file)), { level: 9 }).length / 1024;
  let seen = 0;
  let failed = false;
  for (const { entry, name, limit } of budgets) {
    if (!manifest[entry]) continue;
    seen++;
    const parts = [entry, ...firstLoad(manifest, entry)].map((file) => ({ file, kib: size(file) }));
    const total = parts.reduce((sum, { kib }) => sum + kib, 0);
    console.log(
      `${name.padEnd(6)} ${total.toFixed(1).padStart(6)} KiB of ${limit}${total > limit ? '  TOO MUCH' : ''}`,
    );
    for (const { file, kib } of parts.sort((a, b) => b.kib - a.kib).slice(0, total > limit ? 20 : 4))
      console.log(`       ${kib.toFixed(1).padStart(6)}  ${file}`);
    if (total > limit) failed = true;
  }
  return failed || seen === 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
