import type { IpFamily } from '../../model/Address.ts';
import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { endpointsOf, endpointsOfSlice, type ProxyEndpoint, serviceOfSlice } from './endpoints.ts';
import { type ServicePort, servicePortsOf } from './servicePorts.ts';

/** A service port and where its endpoints are written. */
export interface IndexedPort {
  port: ServicePort;
  slices: readonly EndpointSlice[];
  /** Nodes may choose differently among the endpoints; filled in when it is first asked (portMemo.ts). */
  perNode?: boolean;
  /** What was compiled of it, by the options and the Node that it depends on (portMemo.ts). */
  compiled: Map<string, unknown>;
}

/** All that kube-proxy has listed, the same on every Node: service ports by name, with their slices. */
export interface ServiceIndex {
  ports: IndexedPort[];
  /** Endpoints over all service ports: more than 1000 make a large cluster. */
  endpointCount: number;
}

const known: Record<IpFamily, WeakMap<Cluster, { revision: number; index: ServiceIndex }>> = {
  IPv4: new WeakMap(),
  IPv6: new WeakMap(),
};

/** The index of the cluster as it is now. */
export function serviceIndexOf(cluster: Cluster, family: IpFamily): ServiceIndex {
  const { revision } = cluster.store;
  const last = known[family].get(cluster);
  if (last?.revision === revision) return last.index;
  const index = build(cluster, family, last?.index);
  known[family].set(cluster, { revision, index });
  return index;
}

function build(cluster: Cluster, family: IpFamily, last: ServiceIndex | undefined): ServiceIndex {
  const before = new Map(last?.ports.map((indexed) => [indexed.port, indexed]));
  const slicesOf = new Map<string, EndpointSlice[]>();
  for (const slice of cluster.store.list<EndpointSlice>('EndpointSlice')) {
    const service = serviceOfSlice(slice, family);
    if (!service) continue;
    const list = slicesOf.get(service);
    if (list) list.push(slice);
    else slicesOf.set(service, [slice]);
  }
  const ports: IndexedPort[] = [];
  let endpointCount = 0;
  for (const service of cluster.store.list<Service>('Service'))
    for (const port of servicePortsOf(service, family)) {
      const slices = slicesOf.get(port.serviceName) ?? [];
      const known = before.get(port);
      const same = known && sameSlices(known.slices, slices);
      ports.push(same ? known : { port, slices, compiled: new Map() });
      const key = `${port.portName}/${port.protocol.toUpperCase()}`;
      for (const slice of slices) endpointCount += endpointsOfSlice(slice).get(key)?.length ?? 0;
    }
  ports.sort((a, b) => (a.port.name < b.port.name ? -1 : a.port.name > b.port.name ? 1 : 0));
  return { ports, endpointCount };
}

/** The endpoints of a service port, sorted. */
export const endpointsOfPort = ({ port, slices }: IndexedPort): ProxyEndpoint[] => endpointsOf(port, slices);

const sameSlices = (a: readonly EndpointSlice[], b: readonly EndpointSlice[]): boolean =>
  a.length === b.length && a.every((slice, i) => slice === b[i]);
