import { expect, test } from 'vitest';
import type { Match, Target } from '../../../model/Rule.ts';
import { renderRule } from './renderRule.ts';

// what iptables-save v1.8.9 (nf_tables) printed after `iptables -A`, whatever the order that was typed
test.each<[Match[], Target, string]>([
  [
    [
      { kind: 'comment', text: 'a b' },
      { kind: 'protocol', protocol: 'tcp' },
      { kind: 'destinationPort', protocol: 'tcp', port: 80 },
      { kind: 'inInterface', name: 'eth0' },
      { kind: 'destination', cidr: '10.1.0.0/16', negate: true },
      { kind: 'source', cidr: '10.0.0.1/32' },
    ],
    { kind: 'accept' },
    '-s 10.0.0.1/32 ! -d 10.1.0.0/16 -i eth0 -p tcp -m comment --comment "a b" -m tcp --dport 80 -j ACCEPT',
  ],
  [
    [
      { kind: 'addrtype', side: 'dst', type: 'LOCAL' },
      { kind: 'protocol', protocol: 'udp' },
      { kind: 'inInterface', name: 'eth0', negate: true },
    ],
    { kind: 'drop' },
    '! -i eth0 -p udp -m addrtype --dst-type LOCAL -j DROP',
  ],
  [[{ kind: 'mark', value: 1, mask: 1, negate: false }], { kind: 'drop' }, '-m mark --mark 0x1/0x1 -j DROP'],
])('addresses, interface and protocol come first: %#', (matches, target, expected) => {
  expect(renderRule({ matches, target }, 'IPv4')).toBe(expected);
});

// what iptables-save v1.8.9 (nf_tables) printed of these comments
test.each([
  ['a-b_1', 'a-b_1'],
  ['a b', '"a b"'],
  ['a.b', '"a.b"'],
  ['default/web:http', '"default/web:http"'],
  ["a'b", `"a\\'b"`],
  ['id: "a"', '"id: \\"a\\""'],
  ['', '""'],
])('a comment of %s is written as %s', (text, written) => {
  const matches: Match[] = [{ kind: 'comment', text }];
  expect(renderRule({ matches, target: { kind: 'none' } }, 'IPv4')).toBe(`-m comment --comment ${written}`);
});
