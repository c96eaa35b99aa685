import type { IpFamily } from '../../model/Address.ts';
import type { EndpointSlice, SliceEndpoint as Endpoint, SlicePort } from '../../model/EndpointSlice.ts';
import { objectKey, type SourceRef } from '../../model/Span.ts';
import { canonicalIp, withPort } from '../net/ip.ts';
import type { ServicePort } from './servicePorts.ts';
import { SERVICE_NAME } from '../controllers/endpointSliceNames.ts';

/** One endpoint of one service port (pkg/proxy/endpoint.go). */
export interface ProxyEndpoint {
  /** `10.244.1.2:8080`, `[fd00::2]:8080`. */
  text: string;
  ip: string;
  port: number;
  node: string;
  ready: boolean;
  serving: boolean;
  terminating: boolean;
  zoneHints: readonly string[];
  nodeHints: readonly string[];
  /** The Pod behind it, or the slice that it was written into by hand. */
  because: SourceRef;
}

export interface Categorized {
  /** For traffic that may go anywhere; empty when the service port does not need them. */
  cluster: readonly ProxyEndpoint[];
  /** For traffic that must stay on the Node. */
  local: readonly ProxyEndpoint[];
  /** All that get a chain of their own on this Node. */
  reachable: readonly ProxyEndpoint[];
  /** Some endpoint exists somewhere, even if this Node must not use it: decides between REJECT and DROP. */
  hasAny: boolean;
}

const HEADLESS = 'service.kubernetes.io/headless';

/** The Service that a slice belongs to as kube-proxy sees it (`namespace/name`); '' when it is none of its business. */
export function serviceOfSlice(slice: EndpointSlice, family: IpFamily): string {
  const labels = slice.metadata.labels ?? {};
  const name = labels[SERVICE_NAME];
  if (!name || labels[HEADLESS] !== undefined || slice.addressType !== family) return '';
  return `${slice.metadata.namespace}/${name}`;
}

/** What a port of a slice is found by. */
type NamedPort = Pick<ServicePort, 'portName' | 'protocol'>;

/** Whether a port of a slice is the one of that name and protocol, and has a number. */
const isNamed = ({ name, protocol, port }: SlicePort, sought: NamedPort): boolean =>
  Boolean(port) && (name ?? '') === sought.portName && PROTOCOLS[protocol ?? 'TCP'] === sought.protocol;
const PROTOCOLS = { TCP: 'tcp', UDP: 'udp', SCTP: 'sctp' } as const;

/** How many endpoints a slice has for a port, none of them read: each of its endpoints has every port. */
export function endpointCountOf({ ports, endpoints }: EndpointSlice, sought: NamedPort): number {
  return ports?.some((port) => isNamed(port, sought)) ? (endpoints?.length ?? 0) : 0;
}

/** The endpoints of a slice for a port, in the slice's order; of ports of the same name and protocol, the last. */
function endpointsOfSlice(slice: EndpointSlice, sought: NamedPort): ProxyEndpoint[] {
  const { ports, endpoints } = slice;
  const found = ports?.findLast((port) => isNamed(port, sought));
  const list: ProxyEndpoint[] = [];
  if (!found?.port) return list;
  for (let i = 0; endpoints && i < endpoints.length; i++) {
    const ip = canonicalIp(endpoints[i]?.addresses[0] ?? '');
    if (ip !== null) list.push(new KnownEndpoint(ip, found.port, slice, i));
  }
  return list;
}

const NO_HINTS: readonly string[] = [];

/** There are many, and most are only asked for their address: the rest is read off the slice when it is asked. */
class KnownEndpoint implements ProxyEndpoint {
  readonly ip: string;
  readonly port: number;
  readonly #slice: EndpointSlice;
  readonly #index: number;

  constructor(ip: string, port: number, slice: EndpointSlice, index: number) {
    this.ip = ip;
    this.port = port;
    this.#slice = slice;
    this.#index = index;
  }

  get text(): string {
    return withPort(this.ip, this.port);
  }

  get #endpoint(): Endpoint {
    return this.#slice.endpoints?.[this.#index] as Endpoint;
  }

  get ready(): boolean {
    return this.#endpoint.conditions?.ready ?? true;
  }

  get serving(): boolean {
    return this.#endpoint.conditions?.serving ?? true;
  }

  get terminating(): boolean {
    return this.#endpoint.conditions?.terminating ?? false;
  }

  get node(): string {
    return this.#endpoint.nodeName ?? '';
  }

  get zoneHints(): readonly string[] {
    return this.#endpoint.hints?.forZones?.map((zone) => zone.name) ?? NO_HINTS;
  }

  get nodeHints(): readonly string[] {
    return this.#endpoint.hints?.forNodes?.map((node) => node.name) ?? NO_HINTS;
  }

  get because(): SourceRef {
    const { namespace, name } = this.#slice.metadata;
    const { targetRef } = this.#endpoint;
    if (targetRef?.kind !== 'Pod')
      return { object: objectKey('EndpointSlice', namespace, name), path: `endpoints[${this.#index}]` };
    return { object: objectKey('Pod', targetRef.namespace ?? namespace, targetRef.name ?? ''), path: '' };
  }
}

/** Some endpoint has hints, so that Nodes may choose differently. */
export const hasHints = (slice: EndpointSlice): boolean =>
  slice.endpoints?.some(({ hints }) => hints?.forZones?.length || hints?.forNodes?.length) ?? false;

/**
 * The endpoints of a service port from all slices of its Service, in kube-proxy's order: plain string order of
 * `ip:port` (pkg/proxy/endpointslicecache.go, addEndpoints and endpointsMapFromEndpointInfo).
 */
export function endpointsOf(port: ServicePort, slices: readonly EndpointSlice[]): ProxyEndpoint[] {
  const of = (slice: EndpointSlice): ProxyEndpoint[] => endpointsOfSlice(slice, port);
  const [first] = slices;
  const all = slices.length === 1 && first ? of(first) : slices.flatMap(of);
  let doubles = false;
  all.sort((a, b) => {
    const order = compareTexts(a, b);
    doubles ||= order === 0;
    return order;
  });
  return doubles ? withoutDoubles(all) : all;
}

/** Compares by `text`, and makes none if addresses tell: there are many endpoints. */
function compareTexts(a: ProxyEndpoint, b: ProxyEndpoint): number {
  const tell = a.ip.length === b.ip.length || !(a.ip.startsWith(b.ip) || b.ip.startsWith(a.ip));
  if (tell && a.ip < b.ip) return -1;
  if (tell && a.ip > b.ip) return 1;
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

/**
 * A later endpoint with the same address replaces an earlier one, unless it is terminating. Which slice is the
 * later one is chance there, on each Node by itself: they are in a map of Go's. Here it is the one that was created later.
 */
function withoutDoubles(all: readonly ProxyEndpoint[]): ProxyEndpoint[] {
  const byText = new Map<string, ProxyEndpoint>();
  for (const endpoint of all)
    if (!byText.has(endpoint.text) || !endpoint.terminating) byText.set(endpoint.text, endpoint);
  return [...byText.values()];
}

/** Whether a port needs endpoints anywhere in the cluster (`UsesClusterEndpoints`). */
export const usesCluster = (port: ServicePort): boolean => !port.internalLocal || port.external;
/** Whether it needs those of its own Node (`UsesLocalEndpoints`). */
export const usesLocal = (port: ServicePort): boolean => port.internalLocal || (port.externalLocal && port.external);

/** Whether packets to the cluster IP find an endpoint from this Node, which internalTrafficPolicy may keep them on. */
export const servesInternal = (port: ServicePort, { hasAny, local }: Categorized): boolean =>
  hasAny && (!port.internalLocal || local.length > 0);
/** Whether packets to an address or port for the outside do, by externalTrafficPolicy. */
export const servesExternal = (port: ServicePort, { hasAny, local }: Categorized): boolean =>
  hasAny && (!port.externalLocal || local.length > 0);

/**
 * Which endpoints a Node uses for a service port, decided once for every proxy mode (pkg/proxy/topology.go,
 * CategorizeEndpoints): ready ones, or, when there are none, those that terminate but still serve.
 */
export function categorizeEndpoints(
  port: ServicePort,
  endpoints: readonly ProxyEndpoint[],
  node: { name: string; zone: string },
): Categorized {
  const ready = those(endpoints, (e) => e.ready);
  const draining = ready === endpoints ? [] : endpoints.filter((e) => e.serving && e.terminating);
  const mode = topologyMode(ready, node);
  let cluster: readonly ProxyEndpoint[] = [];
  if (usesCluster(port)) {
    cluster = those(ready, (e) => allows(mode, e, node));
    if (cluster.length === 0) cluster = draining;
  }
  if (!usesLocal(port)) return { cluster, local: [], reachable: cluster, hasAny: cluster.length > 0 };

  const here = (e: ProxyEndpoint): boolean => e.node !== '' && e.node === node.name;
  const readyHere = ready.filter(here);
  const local = readyHere.length > 0 ? readyHere : draining.filter(here);
  const hasAny = ready.length > 0 || draining.length > 0;
  if (!usesCluster(port)) return { cluster, local, reachable: local, hasAny };
  const fallback = readyHere.length === 0 && local.length > 0;
  if (mode === '' && !fallback) return { cluster, local, reachable: cluster, hasAny };
  const union = new Set([...cluster, ...local]);
  return { cluster, local, reachable: endpoints.filter((e) => union.has(e)), hasAny };
}

/** The same list when all are meant, as is usual. */
const those = (all: readonly ProxyEndpoint[], meant: (e: ProxyEndpoint) => boolean): readonly ProxyEndpoint[] =>
  all.every(meant) ? all : all.filter(meant);

type TopologyMode = '' | 'node' | 'zone';

/** Hints count only when every ready endpoint has them and one of them is for this Node (topologyModeFromHints). */
function topologyMode(ready: readonly ProxyEndpoint[], node: { name: string; zone: string }): TopologyMode {
  if (ready.length === 0) return '';
  if (ready.every((e) => e.nodeHints.length > 0) && ready.some((e) => e.nodeHints.includes(node.name))) return 'node';
  if (node.zone === '' || !ready.every((e) => e.zoneHints.length > 0)) return '';
  return ready.some((e) => e.zoneHints.includes(node.zone)) ? 'zone' : '';
}

function allows(mode: TopologyMode, e: ProxyEndpoint, node: { name: string; zone: string }): boolean {
  if (mode === 'node') return e.nodeHints.includes(node.name);
  return mode === '' || e.zoneHints.includes(node.zone);
}
