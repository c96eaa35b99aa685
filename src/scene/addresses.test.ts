import { expect, it } from 'vitest';
import { endOf, withPort } from './addresses.ts';

it.each([
  ['192.168.251.101', 34543, '…251.101:34543'],
  ['10.244.1.2', 0, '…1.2'],
  ['2001:db8::5:6', 80, '[…5:6]:80'],
  ['fd00:10:244:2::a', 8080, '[…2::a]:8080'],
  ['fd00:10:244:2::a', 0, '…2::a'],
  ['fd00::a', 0, 'fd00::a'],
])('the end of %s with port %s is %s', (ip, port, end) => {
  expect(endOf(withPort(ip, port))).toBe(end);
});
