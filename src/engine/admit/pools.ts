import type { IpFamily } from '../../model/Address.ts';
import type { Service } from '../../model/Service.ts';
import type { ObjectKey } from '../../model/Span.ts';
import { addedServiceCidrs } from '../cluster/addedServiceCidrs.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { addressAt, type Cidr, cidrContains, hostBits, parseCidr } from '../net/cidr.ts';
import { canonicalIp, familyOf, ipToBigInt } from '../net/ip.ts';

/** Who holds which Cluster IP and which node port; who has let go is found out when it matters. */
interface Holders {
  ips: Map<string, ObjectKey>;
  ports: Map<number, ObjectKey>;
  /** What somebody wanted who came too late. */
  contested: Set<string | number>;
}

const holdersOf = new WeakMap<Cluster, Holders>();

const portsOf = ({ spec }: Service): number[] =>
  [...(spec.ports ?? []).map((p) => p.nodePort ?? 0), spec.healthCheckNodePort ?? 0].filter((p) => p !== 0);

const ipsOf = ({ spec }: Service): string[] => spec.clusterIPs ?? [];

function holders(cluster: Cluster): Holders {
  let known = holdersOf.get(cluster);
  if (!known) {
    known = { ips: new Map(), ports: new Map(), contested: new Set() };
    holdersOf.set(cluster, known);
    for (const service of cluster.store.list<Service>('Service')) remember(cluster, service);
  }
  return known;
}

/** Notes what a stored Service holds. */
export function remember(cluster: Cluster, service: Service): void {
  const { ips, ports } = holders(cluster);
  const key = keyOf(service);
  for (const ip of ipsOf(service)) if (ip !== 'None') ips.set(canonicalIp(ip) ?? ip, key);
  for (const port of portsOf(service)) ports.set(port, key);
}

/** The addresses and ports that a Service holds. */
export const numbersOf = (service: Service): (string | number)[] => [
  ...ipsOf(service).map((ip) => canonicalIp(ip) ?? ip),
  ...portsOf(service),
];

/** The addresses and ports that were in use when another Service would have got them: what it has depends on that. */
export const contested = (cluster: Cluster): ReadonlySet<string | number> => holders(cluster).contested;

/** Whether an address of a Service range is in use by somebody other than `self`. */
export function isIpTaken(cluster: Cluster, ip: string, self: ObjectKey | undefined): boolean {
  const key = holders(cluster).ips.get(ip);
  // an IPAddress that somebody made by hand holds its address as one of the allocator's own does
  if (key === undefined) return cluster.store.get('IPAddress', undefined, ip) !== undefined;
  if (key === self) return false;
  const service = cluster.store.byKey<Service>(key);
  return service !== undefined && ipsOf(service).some((held) => canonicalIp(held) === ip);
}

export function isPortTaken(cluster: Cluster, port: number): boolean {
  const key = holders(cluster).ports.get(port);
  const service = key === undefined ? undefined : cluster.store.byKey<Service>(key);
  return service !== undefined && portsOf(service).includes(port);
}

export const serviceRange = (cluster: Cluster, family: IpFamily): Cidr | undefined =>
  cluster.settings.serviceSubnets.map(parseCidr).find((cidr) => cidr?.family === family) ?? undefined;

/**
 * The ranges that ServiceCIDRs give for Cluster IPs, those of the cluster's start first; none of one that is to end
 * (ipallocator: MetaAllocator).
 */
export function serviceRanges(cluster: Cluster, family: IpFamily): Cidr[] {
  const main = serviceRange(cluster, family);
  const added = addedServiceCidrs(cluster)
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .flatMap(({ spec }) => spec.cidrs)
    .flatMap((cidr) => parseCidr(cidr) ?? [])
    .filter((cidr) => cidr.family === family);
  return main ? [main, ...added] : added;
}

/** The addresses that may be used, as distances from the base: without network and broadcast address. */
export function usable(range: Cidr): { first: bigint; last: bigint } {
  const size = 1n << BigInt(hostBits(range));
  return { first: 1n, last: range.family === 'IPv4' ? size - 2n : size - 1n };
}

export function isUsable(range: Cidr, ip: string): boolean {
  if (familyOf(ip) !== range.family || !cidrContains(range, ip)) return false;
  const { first, last } = usable(range);
  const offset = ipToBigInt(ip) - range.base;
  return offset >= first && offset <= last;
}

/** How many addresses at the beginning are kept for those who ask for one: a sixteenth, of 16 to 256 (KEP-3070). */
export function staticBand(range: Cidr): bigint {
  const bits = hostBits(range);
  return bits <= 4 ? 0n : 1n << BigInt(Math.min(Math.max(bits - 4, 4), 8));
}

/** The first free address: from a start that `random` (a number of 32 bits) chooses, upwards, around. */
export function freeAddress(cluster: Cluster, range: Cidr, random: number): string | undefined {
  const { first, last } = usable(range);
  const band = staticBand(range);
  for (const [from, to] of [
    [first + band, last],
    [first, first + band - 1n],
  ] as const) {
    const count = to - from + 1n;
    if (count <= 0n) continue;
    const start = BigInt(random) % count;
    const tries = count < 200_000n ? count : 200_000n;
    for (let i = 0n; i < tries; i++) {
      const ip = addressAt(range, from + ((start + i) % count));
      if (!isIpTaken(cluster, ip, undefined)) return ip;
      holders(cluster).contested.add(ip);
    }
  }
  return undefined;
}

/** `--service-node-port-range`, and its part for those who ask for a port. */
export const NODE_PORTS = { first: 30000, last: 32767 };
const NODE_PORT_BAND = 86;

export function freePort(cluster: Cluster, taken: readonly number[], random: number): number | undefined {
  const { first, last } = NODE_PORTS;
  for (const [from, to] of [
    [first + NODE_PORT_BAND, last],
    [first, first + NODE_PORT_BAND - 1],
  ] as const) {
    const count = to - from + 1;
    for (let i = 0; i < count; i++) {
      const port = from + ((random + i) % count);
      if (taken.includes(port)) continue;
      if (!isPortTaken(cluster, port)) return port;
      holders(cluster).contested.add(port);
    }
  }
  return undefined;
}
