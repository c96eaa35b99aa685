import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { report } from '../../quality/report.mjs';
import { table } from '../../quality/table.mjs';
import { project } from './planted.ts';

test('docs/quality.md is what the results say: npm run quality', () => {
  expect(readFileSync(join(project, 'docs/quality.md'), 'utf8')).toBe(report());
});

test('numbers stand on the right of a table', () => {
  expect(table(['name', 'n'], [['a', 1234]])).toBe('| name | n |\n| --- | --: |\n| a | 1,234 |');
});
