import { expect, test } from 'vitest';
import type { IpSet, IpSetType, VirtualServer } from '../../../model/Ipvs.ts';
import type { Chain, Match, Table, TableName } from '../../../model/Rule.ts';
import { renderIpset, renderIpvsadm } from './render.ts';

const chain = (...matches: Match[]): Chain => ({
  name: 'X',
  rules: matches.map((match) => ({ id: 'x', matches: [match], target: { kind: 'accept' }, because: [] })),
});
const table = (name: TableName, chains: Chain[]): Table => ({ name, chains: new Map(chains.map((c) => [c.name, c])) });
const asks = (set: string): Match => ({ kind: 'set', set, flags: ['dst'] });
const TABLES = {
  mangle: table('mangle', []),
  filter: table('filter', [chain(asks('S'), asks('OTHER'))]),
  nat: table('nat', [chain(asks('S'), { kind: 'statistic', probability: 1 })]),
};

const set = (type: IpSetType, ...entries: string[]): IpSet => ({
  name: 'S',
  type,
  entries: new Map(entries.map((entry) => [entry, []])),
});

// sizes and revisions as ipset 7.17 printed them on Linux 6.18
test.each<[IpSet, 'IPv4' | 'IPv6', string[]]>([
  [
    set('hash:ip,port', '10.96.0.1,tcp:443', '10.96.0.10,udp:53'),
    'IPv4',
    [
      'Revision: 7',
      'Header: family inet ',
      'Size in memory: 312',
      'Members:',
      '10.96.0.1,tcp:443',
      '10.96.0.10,udp:53',
    ],
  ],
  [set('hash:ip,port', 'fd00::1,tcp:443'), 'IPv6', ['Header: family inet6 ', 'Size in memory: 304']],
  [
    set('hash:ip,port,net', '10.0.0.1,tcp:80,10.1.0.0/16', '10.0.0.1,tcp:80,10.0.0.2/32'),
    'IPv4',
    ['Revision: 8', 'Size in memory: 576', '10.0.0.1,tcp:80,10.1.0.0/16', '10.0.0.1,tcp:80,10.0.0.2'],
  ],
  [
    set('hash:ip,port,net', 'fd00::1,tcp:80,fd00::2/128', 'fd00::1,tcp:80,2001:db8::/32'),
    'IPv6',
    ['Size in memory: 1464', 'fd00::1,tcp:80,fd00::2\n', 'fd00::1,tcp:80,2001:db8::/32\n'],
  ],
  [set('hash:ip', '10.0.0.1'), 'IPv4', ['Revision: 6', 'Size in memory: 256']],
  [set('hash:ip', 'fd00::1'), 'IPv6', ['Size in memory: 288']],
  [set('hash:ip,port,ip', '10.0.0.1,tcp:80,10.0.0.1'), 'IPv4', ['Revision: 6', 'Size in memory: 264']],
  [set('hash:ip,port,ip', 'fd00::1,tcp:80,fd00::1'), 'IPv6', ['Size in memory: 336']],
  [
    set('bitmap:port', '30100', '3000'),
    'IPv6',
    ['Type: bitmap:port', 'Revision: 3', 'Header: range 0-65535', 'Size in memory: 8264', 'Members:', '3000', '30100'],
  ],
])('ipset list of %j, %s', (given, family, lines) => {
  const shown = renderIpset(given, family, TABLES, false);
  let last = -1;
  for (const line of ['Name: S\n', ...lines, '']) {
    expect(shown.indexOf(line, last + 1)).toBeGreaterThan(last);
    last = shown.indexOf(line, last + 1);
  }
  if (given.type !== 'bitmap:port') expect(shown).toMatch(/ initval 0x[\da-f]{8}\n/);
  expect(shown).toContain(`References: 2\nNumber of entries: ${given.entries.size}\n`);
  const terse = renderIpset(given, family, TABLES, true);
  expect(shown.startsWith(terse)).toBe(true);
  expect(terse.endsWith(`Number of entries: ${given.entries.size}\n`)).toBe(true);
});

const server = (protocol: VirtualServer['protocol'], ip: string, port: number, ...servers: string[]): VirtualServer => {
  const at = ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
  return {
    id: `${protocol.toUpperCase()} ${at}`,
    protocol,
    ip,
    port,
    scheduler: 'rr',
    persistence: 0,
    servers: servers.map((address) => ({
      text: address.includes(':') ? `[${address}]:80` : `${address}:80`,
      ip: address,
      port: 80,
      weight: 1,
      because: [],
    })),
    name: 'default/x',
    because: [],
    empty: [],
  };
};
const listed = (...servers: VirtualServer[]): string[] =>
  renderIpvsadm([{ servers: new Map(servers.map((one) => [one.id, one])) }], () => new Map(), false)
    .split('\n')
    .slice(2, -1)
    .map((line) => line.replace(/ +(Masq.*|rr)$/, ''));

test('virtual servers in the order of their protocol, address and port, addresses by a signed difference', () => {
  expect(
    listed(
      server('udp', '10.0.0.1', 53),
      server('sctp', '10.0.0.1', 1),
      server('tcp', '10.0.0.1', 443, '10.244.0.10', '10.244.0.9'),
      server('tcp', '10.0.0.1', 80),
      server('tcp', '192.168.0.1', 9000),
    ),
  ).toEqual([
    'TCP  192.168.0.1:9000',
    'TCP  10.0.0.1:80',
    'TCP  10.0.0.1:443',
    '  -> 10.244.0.9:80',
    '  -> 10.244.0.10:80',
    'UDP  10.0.0.1:53',
    'SCTP 10.0.0.1:1',
  ]);
  expect(
    listed(
      server('tcp', 'fd00::1:0:0:1', 80),
      server('tcp', 'fd00::2', 81, 'fd00::20', 'fd00::3'),
      server('tcp', 'fd00::2', 80),
      server('tcp', 'fd01::1', 80),
    ),
  ).toEqual([
    'TCP  [fd00::2]:80',
    'TCP  [fd00::2]:81',
    '  -> [fd00::3]:80',
    '  -> [fd00::20]:80',
    'TCP  [fd00::1:0:0:1]:80',
    'TCP  [fd01::1]:80',
  ]);
});

// pkg/proxy/ipvs/graceful_termination.go: with weight 0 as long as they have connections
test.each([
  ['10.0.0.1', ['10.244.0.3', '10.244.0.20'], ['10.244.0.10:80', '10.244.0.10:9', '10.244.0.3:80']],
  ['fd00::1', ['fd00::3', 'fd00::20'], ['[fd00::10]:80', '[fd00::10]:9', '[fd00::3]:80']],
])('real servers of %s that are endpoints no more stand among the others', (ip, serving, connected) => {
  const web = server('tcp', ip, 80, ...serving);
  const counts = new Map(connected.map((text) => [text, 7]));
  const shown = renderIpvsadm([{ servers: new Map([['', web]]) }], () => counts, false)
    .split('\n')
    .flatMap((line) => /-> (\S+) +Masq +(\d+) +0 +(\d+)/.exec(line)?.slice(1).join(' ') ?? []);
  const [drained80, drained9, first] = connected;
  const last = web.servers[1]?.text;
  expect(shown).toEqual([`${first} 1 7`, `${drained9} 0 7`, `${drained80} 0 7`, `${last} 1 0`]);
});
