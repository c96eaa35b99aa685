// @ts-check
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * A TypeScript module with all that it imports, built for Node.
 * @param {string} file below the project's folder
 * @returns {Promise<any>}
 */
export async function importBuilt(file) {
  const outDir = join(root, `.cache/built-${process.pid}`);
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, 'package.json'), '{"type":"module"}\n');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['vite', '@playwright/test'] },
    build: { ssr: join(root, file), outDir, emptyOutDir: false, target: 'node20' },
  });
  try {
    return await import(pathToFileURL(join(outDir, basename(file).replace(/\.ts$/, '.js'))).href);
  } finally {
    rmSync(outDir, { recursive: true });
  }
}
