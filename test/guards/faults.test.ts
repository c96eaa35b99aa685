import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project } from './planted.ts';

const rows = [
  ...readFileSync(join(project, 'docs/faults.md'), 'utf8').matchAll(/^\| (\d+) \| (.+?) \| (.+) \|$/gm),
].map(([, number = '', , shown = '']) => ({ number: Number(number), shown: shown.replace(/ \(.*\)$/, '') }));

test('docs/faults.md has every fault once', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 56 }, (_, i) => i + 1));
});

test.each(rows.filter(({ shown }) => !shown.startsWith('not shown')))(
  'T$number stands in $shown',
  ({ number, shown }) => {
    for (const file of shown.split(', ')) {
      const path = join(project, file);
      if (file.endsWith('/')) expect(existsSync(path)).toBe(true);
      else expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`\\bT${number}\\b`));
    }
  },
);
