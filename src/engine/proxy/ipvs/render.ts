import type { IpFamily } from '../../../model/Address.ts';
import type { IpSet, IpSetType, IpvsTables, RealServer, VirtualServer } from '../../../model/Ipvs.ts';
import type { Table, TableName } from '../../../model/Rule.ts';
import { shortCidr } from '../../net/cidr.ts';
import { familyOf, ipToBigInt, ipv4ToNumber } from '../../net/ip.ts';
import { sha256Hex } from '../../sha256.ts';

/** A virtual server as `ipvsadm -Ln` prints it (ipvsadm 1.31, print_service_entry). */
export function virtualServerText({ protocol, id, scheduler, persistence }: VirtualServer): string {
  const where = id.slice(protocol.length + 1);
  const remembers = persistence > 0 ? ` persistent ${persistence}` : '';
  return `${protocol.toUpperCase().padEnd(4)} ${where} ${scheduler}${remembers}`;
}

/** A real server of it, without the counts of connections. */
export const realServerText = ({ text, weight }: RealServer): string => `-> ${text} Masq ${weight}`;

/**
 * Real servers that are endpoints no more and have TCP connections yet: they get no new ones, and go with the last of
 * these (pkg/proxy/ipvs/graceful_termination.go; it looks each minute, here at once). Those of UDP and SCTP go without
 * waiting, and one that comes back is a real server as any.
 */
function draining(server: VirtualServer, connections: ReadonlyMap<string, number>): Shown[] {
  if (server.protocol !== 'tcp') return [];
  const serving = new Set(server.servers.map(({ text }) => text));
  return [...connections.keys()]
    .filter((text) => !serving.has(text))
    .map((text) => {
      const colon = text.lastIndexOf(':');
      const ip = text.slice(0, colon).replace(/[[\]]/g, '');
      return { text, ip, port: Number(text.slice(colon + 1)), weight: 0 };
    });
}

type Shown = Pick<RealServer, 'text' | 'ip' | 'port' | 'weight'>;

/** What `ipvsadm -Ln` prints; the title's first line only stands before all virtual servers. */
export function renderIpvsadm(
  tables: readonly Pick<IpvsTables, 'servers'>[],
  inactive: (server: VirtualServer) => Map<string, number>,
  all = true,
): string {
  const lines = all ? ['IP Virtual Server version 1.2.1 (size=4096)'] : [];
  lines.push('Prot LocalAddress:Port Scheduler Flags');
  lines.push('  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn');
  for (const { servers } of tables)
    for (const server of [...servers.values()].sort(compareServers)) {
      const counts = inactive(server);
      lines.push(virtualServerText(server));
      const shown: Shown[] = [...server.servers, ...draining(server, counts)];
      for (const { text, weight } of shown.sort(compareAddresses)) {
        const count = String(counts.get(text) ?? 0).padEnd(10);
        lines.push(`  -> ${text.padEnd(28)} Masq    ${String(weight).padEnd(6)} ${'0'.padEnd(10)} ${count}`);
      }
    }
  return lines.map((line) => `${line}\n`).join('');
}

const NUMBERS = { tcp: 6, udp: 17, sctp: 132 };

/** libipvs.c, ipvs_cmp_services. */
const compareServers = (a: VirtualServer, b: VirtualServer): number =>
  NUMBERS[a.protocol] - NUMBERS[b.protocol] || compareAddresses(a, b);

interface Address {
  ip: string;
  port: number;
}

/** It takes the difference of two unsigned addresses for a signed number, and so 192.168.0.1 comes before 10.0.0.1. */
function compareAddresses(a: Address, b: Address): number {
  if (familyOf(a.ip) === 'IPv4') return (ipv4ToNumber(a.ip) - ipv4ToNumber(b.ip)) | 0 || a.port - b.port;
  const [x, y] = [ipToBigInt(a.ip), ipToBigInt(b.ip)];
  for (let shift = 96n; shift >= 0n; shift -= 32n) {
    const order = Number(BigInt.asIntN(32, (x >> shift) - (y >> shift)));
    if (order !== 0) return order;
  }
  return a.port - b.port;
}

/** Revision, and bytes of an empty set and of each entry: IPv4's, IPv6's (recorded of ipset 7.17, Linux 6.18). */
const KINDS: Record<IpSetType, [revision: number, ...memory: number[]]> = {
  'hash:ip': [6, 216, 40, 224, 64],
  'hash:ip,port': [7, 216, 48, 232, 72],
  'hash:ip,port,ip': [6, 208, 56, 232, 104],
  'hash:ip,port,net': [8, 464, 56, 1256, 104],
  'bitmap:port': [3, 8264, 0, 8264, 0],
};

/** What `ipset list SET` prints. */
export function renderIpset(
  { name, type, entries }: IpSet,
  family: IpFamily,
  tables: Record<TableName, Table>,
  terse: boolean,
): string {
  const [revision, ...memory] = KINDS[type];
  const [empty = 0, each = 0] = family === 'IPv4' ? memory : memory.slice(2);
  const inet = family === 'IPv4' ? 'inet' : 'inet6';
  const header =
    type === 'bitmap:port'
      ? 'range 0-65535'
      : `family ${inet} hashsize 1024 maxelem 65536 bucketsize 12 initval ${initval(name)}`;
  const members = [...entries.keys()].map((entry) => entry.replace(/[^,]+$/, shortCidr));
  if (type === 'bitmap:port') members.sort((a, b) => Number(a) - Number(b));
  const lines = [
    `Name: ${name}`,
    `Type: ${type}`,
    `Revision: ${revision}`,
    `Header: ${header}`,
    `Size in memory: ${empty + each * entries.size}`,
    `References: ${references(name, tables)}`,
    `Number of entries: ${entries.size}`,
    ...(terse ? [] : ['Members:', ...members]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** The seed of a set's hash is random in a real kernel. */
const initval = (name: string): string => `0x${sha256Hex(name).slice(0, 8)}`;

/** How many rules ask the set. */
function references(name: string, tables: Record<TableName, Table>): number {
  let count = 0;
  for (const { chains } of Object.values(tables))
    chains.forEach(({ rules }) => {
      for (const { matches } of rules) if (matches.some((match) => match.kind === 'set' && match.set === name)) count++;
    });
  return count;
}
