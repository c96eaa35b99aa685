import { expect, test } from 'vitest';
import type { Chain, Match, Rule, Target } from '../../../model/Rule.ts';
import { type ListOptions, renderChainList, renderRuleLine } from './renderList.ts';

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
    rule({ kind: 'mark', value: 0x4000, mask: 0x4000 }, { kind: 'mark', ...mark, negate: false }),
    'MARK       0    --  0.0.0.0/0            0.0.0.0/0            mark match 0x4000/0x4000 MARK or 0x4000',
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
  [
    rule(
      { kind: 'jump', chain: 'KUBE-MARK-MASQ' },
      { kind: 'set', set: 'KUBE-CLUSTER-IP', flags: ['dst', 'dst'] },
      { kind: 'physdevIsIn', negate: true },
    ),
    'KUBE-MARK-MASQ  0    --  0.0.0.0/0            0.0.0.0/0            match-set KUBE-CLUSTER-IP dst,dst PHYSDEV match ! --physdev-is-in',
  ],
  [
    rule({ kind: 'drop' }, { kind: 'ipvs', protocol: 'sctp', vaddr: '10.0.0.1', vport: 80 }),
    'DROP       0    --  0.0.0.0/0            0.0.0.0/0            vproto 132 vaddr 10.0.0.1 vport 80',
  ],
  [
    rule({ kind: 'none' }, { kind: 'nfacct', name: 'dropped' }, { kind: 'destinationPort', protocol: 'udp' }),
    '           0    --  0.0.0.0/0            0.0.0.0/0            nfacct-name  dropped udp',
  ],
  [
    rule({ kind: 'accept' }, { kind: 'recentSet', name: 'N' }, { kind: 'statistic', probability: 1 / 3 }),
    'ACCEPT     0    --  0.0.0.0/0            0.0.0.0/0            recent: SET name: N side: source mask: 255.255.255.255 statistic mode random probability 0.33333333349',
  ],
  [
    rule({ kind: 'mark', value: 0x1, mask: 0xff }, { kind: 'addrtype', side: 'src', type: 'LOCAL' }),
    'MARK       0    --  0.0.0.0/0            0.0.0.0/0            ADDRTYPE match src-type LOCAL MARK xset 0x1/0xff',
  ],
  [
    rule({ kind: 'masquerade', randomFully: false }, { kind: 'conntrack', states: ['NEW'] }),
    'MASQUERADE  0    --  0.0.0.0/0            0.0.0.0/0            ctstate NEW',
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

// libxtables, xtables_print_num
test.each([
  [99_999, '99999'],
  [100_000, ' 100K'],
  [100_499, ' 100K'],
  [100_500, ' 101K'],
  [9_999_499, '9999K'],
  [9_999_500, '  10M'],
  [123_456_789, ' 123M'],
  [9_999_999_999, '  10G'],
  [12_345_678_901, '  12G'],
  [12_345_678_901_234, '  12T'],
])('%i is counted as %s', (n, shown) => {
  const counter = () => ({ packets: n, bytes: 7 });
  const of = rule({ kind: 'accept' });
  expect(line(of, { verbose: true, counter }).startsWith(`${shown}     7 ACCEPT`)).toBe(true);
  expect(line(of, { verbose: true, exact: true, counter })).toContain(`${String(n).padStart(8)}        7 ACCEPT`);
});

test('of a chain, its references or its policy and what the policy counted', () => {
  const counter = (_: string, of?: Rule) => (of ? { packets: 1, bytes: 2 } : { packets: 3, bytes: 100_000 });
  const rules = [rule({ kind: 'jump', chain: 'Y' }), rule({ kind: 'accept' })];
  const shown = (chain: Chain, more: Partial<ListOptions> = {}): string[] =>
    renderChainList(chain, new Map([['Y', 2]]), 'IPv4', options({ counter, ...more })).split('\n');
  expect(shown({ name: 'INPUT', policy: 'ACCEPT', rules }, { verbose: true }).slice(0, 2)).toEqual([
    'Chain INPUT (policy ACCEPT 3 packets, 100K bytes)',
    ' pkts bytes target     prot opt in     out     source               destination         ',
  ]);
  expect(shown({ name: 'INPUT', policy: 'ACCEPT', rules: [] }, { verbose: true, exact: true })).toEqual([
    'Chain INPUT (policy ACCEPT 3 packets, 100000 bytes)',
    '    pkts      bytes target     prot opt in     out     source               destination         ',
    '',
  ]);
  expect(shown({ name: 'Y', rules }, { lineNumbers: true }).map((text) => text.trimEnd())).toEqual([
    'Chain Y (2 references)',
    'num  target     prot opt source               destination',
    '1    Y          0    --  0.0.0.0/0            0.0.0.0/0',
    '2    ACCEPT     0    --  0.0.0.0/0            0.0.0.0/0',
    '',
  ]);
  expect(shown({ name: 'Z', rules: [] })[0]).toBe('Chain Z (0 references)');
  expect(shown({ name: 'INPUT', policy: 'ACCEPT', rules })[0]).toBe('Chain INPUT (policy ACCEPT)');
});

test('a range of IPv6 keeps its length', () => {
  const accept = rule({ kind: 'accept' }, { kind: 'source', cidr: '2001:db8::/32' });
  expect(line(accept, {}, 'IPv6')).toBe('ACCEPT     0    --  2001:db8::/32        ::/0');
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

// as iptables 1.8.9 printed it without -n
test.each<[Rule, 'IPv4' | 'IPv6', string]>([
  [
    rule(
      { kind: 'jump', chain: 'KUBE-SVC-TCOU7JCQXEZGVUNU' },
      { kind: 'destination', cidr: '10.96.0.10/32' },
      { kind: 'protocol', protocol: 'udp' },
      { kind: 'destinationPort', protocol: 'udp', port: 53 },
    ),
    'IPv4',
    'KUBE-SVC-TCOU7JCQXEZGVUNU  udp  --  anywhere             10.96.0.10           udp dpt:domain',
  ],
  [
    rule(
      { kind: 'drop' },
      { kind: 'source', cidr: '127.0.0.0/8', negate: true },
      { kind: 'destination', cidr: '127.0.0.0/8' },
    ),
    'IPv4',
    'DROP       all  -- !127.0.0.0/8          127.0.0.0/8',
  ],
  [
    rule({ kind: 'jump', chain: 'KUBE-NODEPORTS' }, { kind: 'destination', cidr: '::1/128', negate: true }),
    'IPv6',
    'KUBE-NODEPORTS  all  --  anywhere            !localhost',
  ],
])('with names: %#', (of, family, expected) => {
  const serviceName = (_: string, port: number): string | undefined => (port === 53 ? 'domain' : undefined);
  expect(line(of, { serviceName }, family)).toBe(expected);
});
