import { expect, test } from 'vitest';
import { sumsOf, withIntegrity } from '../../scripts/integrity.mjs';

const files = { 'theme.js': 'a', 'assets/app-1.js': 'b', 'assets/app-1.css': 'c' };
const page = `<link rel="icon" href="./favicon.svg" /><script  src="./theme.js"></script>
<script type="module" crossorigin src="./assets/app-1.js"></script>
<link rel="stylesheet" crossorigin href="./assets/app-1.css">`;

test('what a page loads has its sum, and another byte another sum (T51)', () => {
  const before = withIntegrity(page, files);
  expect(before.match(/integrity="sha384-[\w+/]{64}"/g)).toHaveLength(2);
  expect(before).toContain('<link rel="icon" href="./favicon.svg" /><script  src="./theme.js">');
  expect(withIntegrity(page, { ...files, 'assets/app-1.js': 'B' })).not.toBe(before);
  expect(sumsOf({ ...files, 'theme.js': 'A' })).not.toBe(sumsOf(files));
});

test('a file that was not built is no success', () => {
  expect(() => withIntegrity(page, {})).toThrow('assets/app-1.js was not built');
});
