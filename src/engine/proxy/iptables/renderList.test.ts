import { expect, test } from 'vitest';
import type { Match, Rule, Target } from '../../../model/Rule.ts';
import { type ListOptions, renderRuleLine } from './renderList.ts';

const options = (more: Partial<ListOptions> = {}): ListOptions => ({
  verbose: false,
  exact: false,
  lineNumbers: false,
  counter: () => ({ packets: 0, bytes: 0 }),
  ...more,
});

const rule = (target: Target, ...matches: Match[]): Rule => ({ id: 'x', matches, target, because: [] });

const line = (of: Rule, more: Partial<ListOptions> = {}, family: 'IPv4' | 'IPv6' = 'IPv4'): string =>
  renderRuleLine(of, 0, 'X', family, options(more)).trimEnd();

const mark = { value: 0x4000, mask: 0x4000 };

// what iptables v1.8.9 (nf_tables) printed of these rules
test.each<[Rule, string]>([
  [
    rule(
      { kind: 'drop' },
      { kind: 'source', cidr: '10.0.0.1/32' },
      { kind: 'destination', cidr: '10.1.0.0/16', negate: true },
      { kind: 'protocol', protocol: 'tcp' },
      { kind: 'comment', text: 'a b' },
      { kind: 'destinationPort', protocol: 'tcp', port: 80 },
    ),
    'DROP       6    --  10.0.0.1            !10.1.0.0/16          /* a b */ tcp dpt:80',
  ],
  [
    rule(
      { kind: 'reject' },
      { kind: 'protocol', protocol: 'udp' },
      { kind: 'multiport', protocol: 'udp', ports: [53, 54] },
    ),
    'REJECT     17   --  0.0.0.0/0            0.0.0.0/0            multiport dports 53,54 reject-with icmp-port-unreachable',
  ],
  [
    rule({ kind: 'mark', value: 0x8000, mask: 0x8000 }, { kind: 'mark', ...mark }),
    'MARK       0    --  0.0.0.0/0            0.0.0.0/0            mark match 0x4000/0x4000 MARK or 0x8000',
  ],
  [
    rule({ kind: 'mark', value: 0x4000, mask: 0 }, { kind: 'mark', ...mark, negate: true }),
    'MARK       0    --  0.0.0.0/0            0.0.0.0/0            mark match ! 0x4000/0x4000 MARK xor 0x4000',
  ],
  [
    rule({ kind: 'return' }, { kind: 'addrtype', side: 'dst', type: 'LOCAL', negate: true }),
    'RETURN     0    --  0.0.0.0/0            0.0.0.0/0            ADDRTYPE match dst-type !LOCAL',
  ],
  [
    rule({ kind: 'none' }, { kind: 'conntrack', states: ['INVALID'], negate: true }),
    '           0    --  0.0.0.0/0            0.0.0.0/0            ! ctstate INVALID',
  ],
  [
    rule({ kind: 'masquerade', randomFully: true }, { kind: 'source', cidr: '10.244.0.0/16' }),
    'MASQUERADE  0    --  10.244.0.0/16        0.0.0.0/0            random-fully',
  ],
  [
    rule({ kind: 'dnat', ip: '10.0.0.1', port: 80 }, { kind: 'protocol', protocol: 'tcp' }),
    'DNAT       6    --  0.0.0.0/0            0.0.0.0/0            to:10.0.0.1:80',
  ],
  [
    rule({ kind: 'return' }, { kind: 'recentCheck', name: 'N', seconds: 10 }),
    'RETURN     0    --  0.0.0.0/0            0.0.0.0/0            recent: CHECK seconds: 10 reap name: N side: source mask: 255.255.255.255',
  ],
])('a rule as the tool lists it', (given, expected) => {
  expect(line(given)).toBe(expected);
});

test('with -v the interfaces and what was counted, with -x in full, with --line-numbers the place', () => {
  const accept = rule(
    { kind: 'accept' },
    { kind: 'inInterface', name: 'cali+', negate: true },
    { kind: 'conntrack', states: ['NEW', 'ESTABLISHED'] },
  );
  expect(renderRuleLine(accept, 1, 'X', 'IPv4', options({ verbose: true, lineNumbers: true }))).toBe(
    '2        0     0 ACCEPT     0    --  !cali+ *       0.0.0.0/0            0.0.0.0/0            ctstate NEW,ESTABLISHED',
  );
  expect(line(rule({ kind: 'jump', chain: 'X' }), { verbose: true, exact: true })).toBe(
    '       0        0 X          0    --  *      *       0.0.0.0/0            0.0.0.0/0',
  );
  expect(line(rule({ kind: 'accept' }, { kind: 'inInterface', name: 'eth0' }), { verbose: true })).toContain(
    ' eth0   * ',
  );
});

test('of IPv6', () => {
  const reject = rule(
    { kind: 'reject' },
    { kind: 'source', cidr: 'fd00::1/128' },
    { kind: 'destination', cidr: 'fd00::/64', negate: true },
  );
  expect(line(reject, { verbose: true }, 'IPv6')).toBe(
    '    0     0 REJECT     0    --  *      *       fd00::1             !fd00::/64            reject-with icmp6-port-unreachable',
  );
});
