import type { Network } from '../model/Address.ts';
import type { SimulationResult } from '../model/Simulation.ts';
import type { AddressLabel } from './Scene.ts';

export type NetworkOf = (ip: string) => Network;

const made = new WeakMap<SimulationResult, NetworkOf>();

/** Tells the address space of every address of a result; made once for each, as there may be 20,000 addresses. */
export function networksOf(result: SimulationResult): NetworkOf {
  let networkOf = made.get(result);
  if (!networkOf) made.set(result, (networkOf = madeOf(result)));
  return networkOf;
}

function madeOf(result: SimulationResult): NetworkOf {
  const known = new Map<string, Network>();
  for (const ip of result.clientIPs) known.set(ip, 'outside');
  for (const service of result.services) {
    for (const ip of service.clusterIPs) known.set(ip, 'cluster');
    for (const { ip } of service.loadBalancer) known.set(ip, 'outside');
    for (const ip of service.externalIPs) known.set(ip, 'outside');
  }
  for (const pod of result.pods) for (const ip of pod.ips) known.set(ip, pod.hostNetwork ? 'node' : 'pod');
  for (const node of result.nodes) for (const ip of node.ips) known.set(ip, 'node');
  return (ip) => result.addresses[ip]?.network ?? known.get(ip) ?? 'outside';
}

/** The address of an object that is written beside it: of several, the one. */
export type LabelOf = (ips: readonly string[]) => AddressLabel | null;

/** Of two families the one of the connection that is followed is written: its packets bear these addresses. */
export function labelsOf({ reach, taken }: SimulationResult, networkOf: NetworkOf): LabelOf {
  const to = reach?.traces[taken]?.hops.at(-1)?.after.dst;
  return (ips) => {
    const ip = ips.find((one) => to?.includes(':') === one.includes(':')) ?? ips[0];
    return ip === undefined ? null : { text: ip, network: networkOf(ip) };
  };
}

/** `10.0.0.1:80`, `[fd00::1]:80`; without the port where there is none (ping). */
export const withPort = (ip: string, port: number | string): string =>
  !port ? ip : ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;

/** The end of an address, which tells it from its neighbours, with its port if it has one: `…0.1:80`, `[…a:1]:80`. */
export const endOf = (address: string): string =>
  address.replace(/^\d+\.\d+\.(?=\d+\.\d+)/, '…').replace(/^(\[?)[\da-f:]*:(?=[\da-f]+:+[\da-f]*(\]|$))/, '$1…');

/** Splits what the trace writes as `10.0.0.1:80`. */
export function splitPort(address: string): { ip: string; port: number | undefined } {
  const match = /^\[?([0-9a-fA-F:.]*?)\]?:(\d+)$/.exec(address);
  if (match && (match[1]!.includes('.') || address.startsWith('['))) return { ip: match[1]!, port: Number(match[2]) };
  return { ip: address.replace(/^\[|\]$/g, ''), port: undefined };
}
