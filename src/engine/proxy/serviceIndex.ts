import type { IpFamily } from '../../model/Address.ts';
import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { ObjectChange } from '../cluster/ObjectStore.ts';
import { endpointCountOf, endpointsOf, type ProxyEndpoint, serviceOfSlice } from './endpoints.ts';
import { type ServicePort, servicePortsOf } from './servicePorts.ts';

/** A service port and where its endpoints are written. */
export interface IndexedPort {
  port: ServicePort;
  slices: readonly EndpointSlice[];
  /** The endpoints of the slices, when they have been read (`endpointsOfPort`). */
  endpoints?: readonly ProxyEndpoint[];
  /** Nodes may choose differently among the endpoints; filled in when it is first asked (portMemo.ts). */
  perNode?: boolean;
  /** What was compiled of it, by the options and the Node that it depends on (portMemo.ts). */
  compiled: Map<string, unknown>;
}

/** All that kube-proxy has listed, the same on every Node: service ports by name, with their slices. */
export interface ServiceIndex {
  /** The state of the cluster that it was made for; it may hold for later ones too. */
  revision: number;
  /** A port whose Service or endpoints have changed is another object in the next index. */
  ports: readonly IndexedPort[];
  /** Where a Service's ports are in `ports`; filled in when a change is first looked for (`placesIn`). */
  places?: ReadonlyMap<string, readonly number[]>;
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
  const changes = last && cluster.store.changedSince(last.revision);
  const index =
    (changes && patched(changes, family, last.index, revision)) ?? build(cluster, family, revision, last?.index);
  known[family].set(cluster, { revision, index });
  return index;
}

const NOWHERE: readonly number[] = [];

/**
 * The index after Services and slices were replaced by others with the same ports; undefined when more than that has
 * happened.
 */
function patched(
  changes: readonly ObjectChange[],
  family: IpFamily,
  last: ServiceIndex,
  revision: number,
): ServiceIndex | undefined {
  const ports = [...last.ports];
  const places = placesIn(last);
  let { endpointCount } = last;
  let same = true;
  const put = (place: number, port: ServicePort, slices: readonly EndpointSlice[]): void => {
    endpointCount +=
      endpointsAt(slices, port) - endpointsAt((ports[place] as IndexedPort).slices, (ports[place] as IndexedPort).port);
    ports[place] = { port, slices, compiled: new Map() };
    same = false;
  };
  for (const { before, after } of changes) {
    const kind = (after ?? before)?.kind;
    if (kind !== 'Service' && kind !== 'EndpointSlice') continue;
    if (!before || !after) return undefined;
    if (kind === 'Service') {
      const now = servicePortsOf(after as Service, family);
      const own = places.get(`${after.metadata.namespace}/${after.metadata.name}`) ?? NOWHERE;
      if (now.length !== own.length) return undefined;
      for (const place of own) {
        const {
          port: { name },
          slices,
        } = ports[place] as IndexedPort;
        const port = now.find((one) => one.name === name);
        if (!port) return undefined;
        put(place, port, slices);
      }
    } else {
      const service = serviceOfSlice(after as EndpointSlice, family);
      if (serviceOfSlice(before as EndpointSlice, family) !== service) return undefined;
      for (const place of places.get(service) ?? NOWHERE) {
        const { port, slices } = ports[place] as IndexedPort;
        put(
          place,
          port,
          slices.map((one) => (one === before ? (after as EndpointSlice) : one)),
        );
      }
    }
  }
  return same ? last : { revision, ports, places, endpointCount };
}

function build(cluster: Cluster, family: IpFamily, revision: number, last: ServiceIndex | undefined): ServiceIndex {
  const before = new Map(last?.ports.map((indexed) => [indexed.port, indexed]));
  const slicesOf = new Map<string, EndpointSlice[]>();
  const { store, control } = cluster;
  for (const slice of [...store.list<EndpointSlice>('EndpointSlice'), ...control.keptSlices.values()]) {
    const service = serviceOfSlice(slice, family);
    if (!service) continue;
    const list = slicesOf.get(service);
    if (list) list.push(slice);
    else slicesOf.set(service, [slice]);
  }
  const ports: IndexedPort[] = [];
  let endpointCount = 0;
  for (const service of store.list<Service>('Service'))
    for (const port of servicePortsOf(service, family)) {
      const slices = slicesOf.get(port.serviceName) ?? [];
      const known = before.get(port);
      const same = known && sameSlices(known.slices, slices);
      ports.push(same ? known : { port, slices, compiled: new Map() });
      endpointCount += endpointsAt(slices, port);
    }
  ports.sort((a, b) => (a.port.name < b.port.name ? -1 : 1));
  return { revision, ports, endpointCount };
}

function placesIn(index: ServiceIndex): ReadonlyMap<string, readonly number[]> {
  if (index.places) return index.places;
  const places = new Map<string, number[]>();
  for (const [place, { port }] of index.ports.entries()) {
    const list = places.get(port.serviceName);
    if (list) list.push(place);
    else places.set(port.serviceName, [place]);
  }
  index.places = places;
  return places;
}

function endpointsAt(slices: readonly EndpointSlice[], port: ServicePort): number {
  let count = 0;
  for (const slice of slices) count += endpointCountOf(slice, port);
  return count;
}

/** The endpoints of a service port, sorted; read once. */
export function endpointsOfPort(indexed: IndexedPort): readonly ProxyEndpoint[] {
  indexed.endpoints ??= endpointsOf(indexed.port, indexed.slices);
  return indexed.endpoints;
}

export const sameSlices = (a: readonly EndpointSlice[], b: readonly EndpointSlice[]): boolean =>
  a.length === b.length && a.every((slice, i) => slice === b[i]);
