// @ts-check
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * TypeScript modules with all that they import, built for Node: what they share is there once. What was built goes with
 * the process.
 * @param {string[]} files below the project's folder, each name once
 * @returns {Promise<(file: string) => Promise<any>>} imports one of them
 */
export async function buildForNode(files) {
  const outDir = join(root, `.cache/built-${process.pid}`);
  mkdirSync(outDir, { recursive: true });
  process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
  writeFileSync(join(outDir, 'package.json'), '{"type":"module"}\n');
  const nameOf = (/** @type {string} */ file) => basename(file, '.ts');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['vite', '@playwright/test'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { input: Object.fromEntries(files.map((file) => [nameOf(file), join(root, file)])) },
    },
  });
  return (file) => import(pathToFileURL(join(outDir, `${nameOf(file)}.js`)).href);
}
