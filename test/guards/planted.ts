// A small source tree outside the project, with this project's own configuration in it, to plant violations in.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

export const project = fileURLToPath(new URL('../..', import.meta.url));

const configuration = [
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'src/engine/tsconfig.json',
  'src/worker/tsconfig.json',
  'src/cli/tsconfig.json',
  '.oxlintrc.json',
  'types',
];

/** @returns the root of a tree that holds these files; it goes away with the test. */
export function plant(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'kubehop-planted-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const path of configuration) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(project, path), join(root, path), { recursive: true });
  }
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

export function node(root: string, script: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(project, script), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}
