import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Route } from '../../model/KernelConfig.ts';
import { cidrContains, parseCidr } from '../net/cidr.ts';
import { numberToIpv4 } from '../net/ip.ts';
import { RouteTable } from './RouteTable.ts';

/** Addresses that have much in common, so that ranges of all lengths hold them. */
const ip = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
  .map(([six, a, b, c]) => (six ? `fd00:${a}::${b}:${c}` : numberToIpv4(0xfe000000 + a * 2 ** 22 + b * 2 ** 9 + c)));

const route = fc.tuple(ip, fc.nat(32), fc.nat(9)).map(
  ([to, length, n]): Route => ({
    cidr: `${to}/${to.includes(':') ? length * 4 : length}`,
    device: `eth${n}`,
  }),
);

test('the longest prefix wins, of equal ranges the first', () => {
  fc.assert(
    fc.property(fc.array(route, { maxLength: 30 }), ip, (routes, to) => {
      const fits = routes.filter(({ cidr }) => cidrContains(parseCidr(cidr)!, to));
      const length = ({ cidr }: Route): number => parseCidr(cidr)!.prefix;
      const [best] = fits.toSorted((a, b) => length(b) - length(a));
      expect(new RouteTable(routes).find(to)).toBe(best);
    }),
  );
});

test.each([
  ['10.0.0.0/8', '10.0.0.0/8', '10.1.2.3'],
  ['10.1.0.0/8', '10.2.0.0/8', '10.1.2.3'],
  ['10.1.2.3/32', '10.1.2.3/32', '10.1.2.3'],
  ['0.0.0.0/0', '0.0.0.0/0', '10.1.2.3'],
  ['fd00::/64', 'fd00::/64', 'fd00::1'],
  ['fd00::1/128', 'fd00::1/128', 'fd00::1'],
])('of %s and %s, the first', (first, second, to) => {
  const routes = [first, second].map((cidr, n): Route => ({ cidr, device: `eth${n}` }));
  expect(new RouteTable(routes).find(to)?.device).toBe('eth0');
});

test('a range of 32 bits of IPv6 is not an address of its own', () => {
  const range: Route = { cidr: 'fd00:1::/32', device: 'eth1' };
  expect(new RouteTable([range]).find('fd00:1::5')).toBe(range);
});

test('a route that leads nowhere is none', () => {
  expect(new RouteTable([{ cidr: 'default', device: 'eth0' }]).find('10.1.2.3')).toBeUndefined();
});
