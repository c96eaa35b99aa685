import { expect, test } from 'vitest';
import type { IpSet, IpSetType, IpvsTables } from '../../model/Ipvs.ts';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { Packet } from '../../model/Packet.ts';
import type { ConntrackState, Match, Rule } from '../../model/Rule.ts';
import { track } from './conntrack.ts';
import type { ConntrackEntry } from './KernelState.ts';
import { elementOf, failedMatch } from './matchRule.ts';
import { PASSAGE } from './passageFixture.ts';
import type { Connection, Passage } from './Passage.ts';

const set = (name: string, type: IpSetType, ...entries: string[]): [string, IpSet] => [
  name,
  { name, type, entries: new Map(entries.map((entry) => [entry, [{ object: entry, path: '' }]])) },
];
const SETS = new Map([
  set('IPS', 'hash:ip', '10.96.0.10'),
  set('SERVICES', 'hash:ip,port', '10.96.0.10,tcp:80', '10.96.0.10,icmp:80', '10.96.0.10,icmp6:80'),
  set('LOOPS', 'hash:ip,port,ip', '10.96.0.10,tcp:80,10.244.1.2'),
  set('RANGES', 'hash:ip,port,net', '10.96.0.10,tcp:81,10.0.0.0/8', '10.96.0.10,tcp:80,10.244.0.0/16'),
  set('PORTS', 'bitmap:port', '80'),
]);
const tables: IpvsTables = { servers: new Map(), sets: SETS };
const config = { ipvs: { IPv4: tables, IPv6: tables }, iptables: {} } as unknown as KernelConfig;
const context = { config, sawRecently: (list: string, source: string) => list === 'L' && source === '10.244.1.2' };

const { packet } = PASSAGE;

const passage = (change: Partial<Packet>, connection?: Connection): Passage => ({
  ...PASSAGE,
  packet: { ...packet, ...change },
  connection: connection ?? PASSAGE.connection,
});
const ruleOf = (...matches: Match[]): Rule => ({ id: 'x', matches, target: { kind: 'accept' }, because: [] });
const holds = (match: Match, change: Partial<Packet> = {}, connection?: Connection): boolean =>
  failedMatch(ruleOf(match), passage(change, connection), context) === undefined;

// iptables-extensions(8)
test.each<[Match, Partial<Packet>, boolean]>([
  [{ kind: 'source', cidr: '10.244.0.0/16' }, {}, true],
  [{ kind: 'source', cidr: '10.96.0.0/12' }, {}, false],
  [{ kind: 'destination', cidr: '10.96.0.10/32' }, {}, true],
  [{ kind: 'destination', cidr: '10.244.0.0/16' }, {}, false],
  [{ kind: 'inInterface', name: 'eth0' }, {}, true],
  [{ kind: 'inInterface', name: 'eth1' }, {}, false],
  [{ kind: 'inInterface', name: 'eth+' }, {}, true],
  [{ kind: 'inInterface', name: 'cali+' }, {}, false],
  [{ kind: 'inInterface', name: 'ens+' }, {}, false],
  [{ kind: 'mark', value: 0x4000, mask: 0x4000 }, { mark: 0xc000 }, true],
  [{ kind: 'mark', value: 0x4000, mask: 0x4000 }, { mark: 0x8000 }, false],
])('%j and a packet with %j: %s, and not so with an exclamation mark', (match, change, expected) => {
  expect(holds(match, change)).toBe(expected);
  expect(holds({ ...match, negate: true } as Match, change)).toBe(!expected);
});

test.each<[Match, Partial<Packet>, boolean]>([
  [{ kind: 'protocol', protocol: 'tcp' }, {}, true],
  [{ kind: 'protocol', protocol: 'tcp' }, { protocol: 'udp' }, false],
  [{ kind: 'destinationPort', protocol: 'tcp' }, { dport: 9 }, true],
  [{ kind: 'destinationPort', protocol: 'tcp', port: 80 }, {}, true],
  [{ kind: 'destinationPort', protocol: 'tcp', port: 80 }, { dport: 81 }, false],
  [{ kind: 'destinationPort', protocol: 'tcp', port: 80 }, { protocol: 'udp' }, false],
  [{ kind: 'multiport', protocol: 'tcp', ports: [79, 80] }, {}, true],
  [{ kind: 'multiport', protocol: 'tcp', ports: [79, 81] }, {}, false],
  [{ kind: 'multiport', protocol: 'udp', ports: [80] }, {}, false],
  // there is no bridge that a packet could have come in by
  [{ kind: 'physdevIsIn' }, {}, false],
  [{ kind: 'physdevIsIn', negate: true }, {}, true],
  [{ kind: 'recentCheck', name: 'L', seconds: 1 }, {}, true],
  [{ kind: 'recentCheck', name: 'L', seconds: 1 }, { src: '10.244.1.3' }, false],
  [{ kind: 'comment', text: 'x' }, {}, true],
  [{ kind: 'statistic', probability: 0.5 }, {}, true],
  [{ kind: 'recentSet', name: 'L' }, {}, true],
  [{ kind: 'nfacct', name: 'x' }, {}, true],
  [{ kind: 'set', set: 'IPS', flags: ['dst'] }, {}, true],
  [{ kind: 'set', set: 'IPS', flags: ['src'] }, {}, false],
  [{ kind: 'set', set: 'IPS', flags: ['dst'] }, { protocol: 'icmp' }, true],
  [{ kind: 'set', set: 'SERVICES', flags: ['dst', 'dst'] }, {}, true],
  [{ kind: 'set', set: 'SERVICES', flags: ['dst', 'src'] }, {}, false],
  [{ kind: 'set', set: 'SERVICES', flags: ['src', 'dst'] }, {}, false],
  [{ kind: 'set', set: 'SERVICES', flags: ['dst', 'dst'] }, { protocol: 'udp' }, false],
  [{ kind: 'set', set: 'SERVICES', flags: ['dst', 'dst'] }, { protocol: 'icmp' }, false],
  [{ kind: 'set', set: 'SERVICES', flags: ['dst', 'dst'] }, { protocol: 'icmp6' }, false],
  [{ kind: 'set', set: 'SERVICES', flags: ['src', 'src'] }, { src: '10.96.0.10', sport: 80 }, true],
  [{ kind: 'set', set: 'LOOPS', flags: ['dst', 'dst', 'src'] }, {}, true],
  [{ kind: 'set', set: 'LOOPS', flags: ['dst', 'dst', 'dst'] }, {}, false],
  [{ kind: 'set', set: 'RANGES', flags: ['dst', 'dst', 'src'] }, {}, true],
  [{ kind: 'set', set: 'RANGES', flags: ['dst', 'dst', 'src'] }, { src: '10.0.0.1' }, false],
  [{ kind: 'set', set: 'RANGES', flags: ['dst', 'dst', 'src'] }, { src: '10.0.0.1', dport: 81 }, true],
  [{ kind: 'set', set: 'PORTS', flags: ['dst'] }, {}, true],
  [{ kind: 'set', set: 'PORTS', flags: ['dst'] }, { protocol: 'udp' }, true],
  [{ kind: 'set', set: 'PORTS', flags: ['dst'] }, { dport: 81 }, false],
  [{ kind: 'set', set: 'PORTS', flags: ['src'] }, { sport: 80, dport: 1 }, true],
  // xt_set takes the port of TCP and UDP only
  [{ kind: 'set', set: 'PORTS', flags: ['dst'] }, { protocol: 'sctp' }, false],
])('%j and a packet with %j: %s', (match, change, expected) => {
  expect(holds(match, change)).toBe(expected);
});

test('all matches of a rule must hold, and the first that does not is told', () => {
  const port: Match = { kind: 'destinationPort', protocol: 'tcp', port: 81 };
  const rule = ruleOf({ kind: 'protocol', protocol: 'tcp' }, port, { kind: 'protocol', protocol: 'udp' });
  expect(failedMatch(rule, passage({}), context)).toBe(port);
});

test('an element of a set that was found says where it comes from', () => {
  const asked = ruleOf({ kind: 'protocol', protocol: 'tcp' }, { kind: 'set', set: 'PORTS', flags: ['dst'] });
  expect(elementOf(asked, passage({}), context)).toEqual([{ object: '80', path: '' }]);
  expect(elementOf(ruleOf({ kind: 'protocol', protocol: 'tcp' }), passage({}), context)).toBeUndefined();
  expect(() => holds({ kind: 'set', set: 'NONE', flags: ['dst'] })).toThrow('no set NONE');
});

const entry = track(packet, 'n1', undefined).entry as ConntrackEntry;
const reply = { src: '10.244.2.2', sport: 8080, dst: entry.original.src, dport: entry.original.sport };
const known = (change: Partial<ConntrackEntry>, more: Partial<Connection> = {}): Connection => ({
  entry: { ...entry, ...change },
  direction: 'original',
  state: 'NEW',
  fresh: false,
  ...more,
});
const dnat = { reply };
const snat = { reply: { ...entry.reply, dst: '192.168.251.101' } };
const ipvs = { ...dnat, ipvs: true } as unknown as Partial<ConntrackEntry>;

test.each<[ConntrackState[], Connection, boolean]>([
  [['NEW'], known({}), true],
  [['ESTABLISHED', 'RELATED'], known({}), false],
  [['ESTABLISHED', 'NEW'], known({}), true],
  [['DNAT'], known({}), false],
  [['DNAT'], known(dnat), true],
  [['DNAT'], known(ipvs), false],
  [['SNAT'], known(dnat), false],
  [['SNAT'], known(snat), true],
  [['DNAT', 'SNAT'], { entry: undefined, direction: 'original', state: 'INVALID', fresh: false }, false],
  [['INVALID'], { entry: undefined, direction: 'original', state: 'INVALID', fresh: false }, true],
])('--ctstate %j', (states, connection, expected) => {
  expect(holds({ kind: 'conntrack', states }, {}, connection)).toBe(expected);
  expect(holds({ kind: 'conntrack', states, negate: true }, {}, connection)).toBe(!expected);
});

// xt_ipvs: on the way to the real server, and by this virtual server
test.each<[string, Partial<Packet>, Connection, boolean]>([
  ['sent by it', {}, known(ipvs), true],
  ['sent by no IPVS', {}, known(dnat), false],
  ['of no connection', {}, { entry: undefined, direction: 'original', state: 'INVALID', fresh: false }, false],
  ['an answer', {}, known(ipvs, { direction: 'reply' }), false],
  ['of another protocol', { protocol: 'udp' }, known(ipvs), false],
  ['to another address', { dst: '10.244.2.3' }, known(ipvs), false],
  ['to another port', { dport: 80 }, known(ipvs), false],
  ['by another address', {}, known({ ...ipvs, original: { ...entry.original, dst: '10.96.0.11' } }), false],
  ['by another port', {}, known({ ...ipvs, original: { ...entry.original, dport: 81 } }), false],
])('-m ipvs, a packet %s', (_, change, connection, expected) => {
  const match: Match = { kind: 'ipvs', protocol: 'tcp', vaddr: '10.96.0.10', vport: 80 };
  expect(holds(match, { dst: reply.src, dport: reply.sport, ...change }, connection)).toBe(expected);
});

test('a range that is none is a mistake of ours, never a rule that does not match', () => {
  expect(() => holds({ kind: 'source', cidr: 'nowhere' })).toThrow('not a range: nowhere');
});
