import type { Endpoints } from '../../model/EndpointSlice.ts';
import { byEndpointsPortHash } from './portOrder.ts';

export type Subset = NonNullable<Endpoints['subsets']>[number];
export type Address = NonNullable<Subset['addresses']>[number];
export type Port = NonNullable<Subset['ports']>[number];

const addressKey = (a: Address): string => `${a.ip} ${a.targetRef?.uid ?? ''}`;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** api/v1/endpoints: LessEndpointAddress. */
const byAddress = (a: Address, b: Address): number =>
  byText(a.ip, b.ip) || byText(a.targetRef?.uid ?? '', b.targetRef?.uid ?? '');

const portKey = (port: Port): string =>
  JSON.stringify([port.name ?? '', port.port, port.protocol ?? 'TCP', port.appProtocol]);

const NO_PORT = '';

/**
 * Brings subsets into their canonical form: addresses that have the same ports share a subset; an address that
 * is ready here and not ready there is not ready (api/v1/endpoints: util.go, RepackSubsets).
 */
export function repackSubsets(subsets: readonly Subset[]): Subset[] {
  const [only] = subsets;
  if (only && subsets.length === 1 && !hasDoubles(only))
    return [canonical(only.addresses ?? [], only.notReadyAddresses ?? [], only.ports ?? [])];
  const addresses = new Map<string, Address>();
  const ports = new Map<string, Port>();
  const byPort = new Map<string, Map<string, boolean>>();
  const note = (address: Address, portKey: string, ready: boolean): void => {
    const key = addressKey(address);
    if (!addresses.has(key)) addresses.set(key, address);
    let readiness = byPort.get(portKey);
    if (!readiness) byPort.set(portKey, (readiness = new Map()));
    readiness.set(key, ready && readiness.get(key) !== false);
  };
  for (const subset of subsets) {
    const keys = (subset.ports ?? []).map((port) => {
      const key = portKey(port);
      ports.set(key, port);
      return key;
    });
    for (const key of keys.length > 0 ? keys : [NO_PORT]) {
      for (const address of subset.addresses ?? []) note(address, key, true);
      for (const address of subset.notReadyAddresses ?? []) note(address, key, false);
    }
  }
  const byAddresses = new Map<string, { readiness: Map<string, boolean>; ports: Port[] }>();
  for (const [portKey, readiness] of byPort) {
    const key = [...readiness]
      .map(([address, ready]) => `${address} ${ready}`)
      .sort()
      .join();
    let group = byAddresses.get(key);
    if (!group) byAddresses.set(key, (group = { readiness, ports: [] }));
    const port = ports.get(portKey);
    if (port) group.ports.push(port);
  }
  return [...byAddresses.values()].map(({ readiness, ports: own }) => {
    const of = (ready: boolean): Address[] =>
      [...readiness].flatMap(([key, is]) => (is === ready ? (addresses.get(key) ?? []) : []));
    return canonical(of(true), of(false), own);
  });
}

const hasDoubles = ({ addresses = [], notReadyAddresses = [], ports = [] }: Subset): boolean => {
  const all = [...addresses, ...notReadyAddresses];
  return new Set(all.map(addressKey)).size < all.length || new Set(ports.map(portKey)).size < ports.length;
};

const canonical = (ready: readonly Address[], notReady: readonly Address[], ports: readonly Port[]): Subset => ({
  ...(ready.length > 0 ? { addresses: ready.toSorted(byAddress) } : {}),
  ...(notReady.length > 0 ? { notReadyAddresses: notReady.toSorted(byAddress) } : {}),
  ...(ports.length > 0 ? { ports: ports.toSorted(byEndpointsPortHash) } : {}),
});
