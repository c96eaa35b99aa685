import { expect, test } from 'vitest';
import { goPrintf } from './goPrintf.ts';

// fmt.Sprintf of Go 1.26
test.each([
  ['%05d', [2], '00002'],
  ['%-5d|%5d|%+d', [2, -2, 7], '2    |   -2|+7'],
  ['%06d', [-12], '-00012'],
  ['%x %X %o %b %c %U', [255, 255, 8, 5, 65, 65], 'ff FF 10 101 A U+0041'],
  ['%8.3s|%-4s|%q', ['abcdef', 'x', 'a"b'], '     abc|x   |"a\\"b"'],
  ['%x', ['hé'], '68c3a9'],
  ['%.2f %6.1f %e', [1.5, 2.26, 0.5], '1.50    2.3 5.000000e-01'],
  ['%t %v', [true, false], 'true false'],
  ['%d', ['web'], '%!d(string=web)'],
  ['%s', [80], '%!s(int64=80)'],
  ['%s %s', [['a', 'b'], { b: 1, a: 'x' }], '[a b] map[a:x b:%!s(int64=1)]'],
  ['%v %s %d', [undefined, undefined, null], '<nil> %!s(<nil>) %!d(<nil>)'],
  ['%s %s', ['a'], 'a %!s(MISSING)'],
  ['%s', ['a', 1, 'b', undefined], 'a%!(EXTRA int64=1, string=b, <nil>)'],
  ['100%% %', [], '100% %!(NOVERB)'],
  ['%T %T', ['a', [1]], 'string []interface {}'],
  ['%z', [1], '%!z(int64=1)'],
])('%s of %j', (pattern, values, text) => {
  expect(goPrintf(pattern, values)).toBe(text);
});
