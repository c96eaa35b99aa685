import { expect, test } from 'vitest';
import { node, plant } from './planted.ts';

const tsc = (root: string, folder: string) =>
  node(root, 'node_modules/typescript/bin/tsc', '--pretty', 'false', '--listFiles', '-p', folder);

test.each(['engine/kernel', 'model', 'scene', 'share', 'words'])('there is neither a page nor Node in %s', (folder) => {
  const names = ['window', 'document', 'setTimeout', 'process', 'console', 'fetch', 'Buffer', 'crypto'];
  const root = plant({ [`src/${folder}/planted.ts`]: names.map((n) => `export const ${n}_ = ${n};`).join('\n') });
  const { status, output } = tsc(root, 'src/engine');
  expect(output).toContain(`src/${folder}/planted.ts\n`); // seen
  expect(status).not.toBe(0);
  for (const name of names) expect(output).toMatch(new RegExp(`error TS\\d+: Cannot find name '${name}'`));
});

test('what is pure passes the same wall', () => {
  const root = plant({ 'src/engine/planted.ts': 'export const twice = (n: number): number => 2 * n;\n' });
  const { status, output } = tsc(root, 'src/engine');
  expect(output).toContain('src/engine/planted.ts\n');
  expect(status).toBe(0);
});

test('a worker has no page', () => {
  const root = plant({ 'src/worker/planted.worker.ts': 'export const a = self;\nexport const b = document;\n' });
  const { output } = tsc(root, 'src/worker');
  expect(output).toMatch(/planted\.worker\.ts\(2,\d+\): error TS\d+: Cannot find name 'document'/);
  expect(output).not.toMatch(/planted\.worker\.ts\(1,/);
});
