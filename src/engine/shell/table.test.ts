import { expect, it } from 'vitest';
import { alignColumns } from './table.ts';

it('gives every column the width of its widest cell, and the last one none', () => {
  const rows = [
    ['NAME', 'READY', 'AGE'],
    ['web', '1/1', '5s'],
    ['longer-name', '0/1', ''],
  ];
  expect(alignColumns(rows, 3, 6)).toBe(
    'NAME          READY   AGE\nweb           1/1     5s\nlonger-name   0/1     \n',
  );
  expect(alignColumns([['a', 'b']], 3, 6)).toBe('a     b\n');
});
