// @ts-check
// What the commands that measure leave behind, in quality/results/NAME.json, and docs/quality.md is made from.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const fileOf = (/** @type {string} */ name) => fileURLToPath(new URL(`./results/${name}.json`, import.meta.url));

/**
 * What is known of one table, row by row; empty when nothing was measured yet.
 * @template T
 * @param {string} name
 * @returns {Record<string, T>}
 */
export const readResults = (name) => (existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : {});

/** @param {string} name @param {Record<string, object>} rows all of the table */
export function writeResults(name, rows) {
  mkdirSync(dirname(fileOf(name)), { recursive: true });
  writeFileSync(fileOf(name), `${JSON.stringify(rows, null, 2)}\n`);
}

/**
 * Adds rows to a table, in place of older ones of the same name; each says when and on what it was measured.
 * @param {string} name
 * @param {Record<string, object>} rows
 */
export function saveResults(name, rows) {
  const [load = 0] = loadavg();
  const on = `Node ${process.version}, ${cpus().length} CPUs, load ${load.toFixed(1)}`;
  const measured = { on, day: new Date().toISOString().slice(0, 10) };
  const dated = Object.fromEntries(Object.entries(rows).map(([key, row]) => [key, { ...row, ...measured }]));
  writeResults(name, { ...readResults(name), ...dated });
}
