import type { EndpointSlice, SliceEndpoint } from '../../model/EndpointSlice.ts';
import { isHeadless, type Service } from '../../model/Service.ts';
import { objectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { canonicalIp } from '../net/ip.ts';

/**
 * What stands behind a name of the cluster's zone (coredns: plugin/kubernetes, msg.Service): an address with the
 * port that it is found under, or another name.
 */
export interface Found {
  /** An address, or the target of an ExternalName. */
  host: string;
  isName: boolean;
  /** -1 for an endpoint without ports. */
  port: number;
  /** The name that an SRV record points to, without the zone. */
  target: string;
}

/** `undefined`: there is no such name (NXDOMAIN); empty: it exists, and has nothing of this kind (NODATA). */
export type Lookup = Found[] | undefined;

interface Request {
  port: string;
  protocol: string;
  endpoint: string;
  service: string;
  namespace: string;
}

/** Looks up a name below the zone, given without the zone, in lower case (kubernetes.go, Records; parse.go). */
export function lookup(cluster: Cluster, name: string): Lookup {
  if (name === '' || name === 'svc' || name === 'pod') return [];
  const labels = name.split('.').reverse();
  const [kind, namespace = '', service = '', ...rest] = labels;
  if (kind !== 'svc' && kind !== 'pod') return undefined;
  if (rest.length > 2) return undefined;
  if (namespace === '') return [];
  if (!cluster.store.get('Namespace', undefined, namespace)) return undefined;
  if (service === '') return [];
  if (kind === 'pod') return podAddress(service, namespace);
  const bare = (label = ''): string => label.replace(/^_/, '');
  const request: Request = { port: '', protocol: '', endpoint: '', service, namespace };
  if (rest.length === 1) request.endpoint = rest[0] ?? '';
  else if (rest.length === 2) [request.protocol, request.port] = [bare(rest[0]), bare(rest[1])];
  return services(cluster, request);
}

/** `10-244-1-5.default.pod`: any address whatever, in mode "pods insecure". */
function podAddress(label: string, namespace: string): Lookup {
  const isIpv4 = label.split('-').length === 4 && !label.includes('--');
  const ip = canonicalIp(label.replaceAll('-', isIpv4 ? '.' : ':'));
  return ip === null ? undefined : [{ host: ip, isName: false, port: 0, target: `${label}.${namespace}.pod` }];
}

function services(cluster: Cluster, request: Request): Lookup {
  const service = cluster.store.get<Service>('Service', request.namespace, request.service);
  if (!service) return undefined;
  const base = `${service.metadata.name}.${request.namespace}.svc`;
  const { spec } = service;
  if (spec.type === 'ExternalName') {
    const host = spec.externalName ?? '';
    const asked = request.endpoint !== '' || request.port !== '' || request.protocol !== '';
    return asked || canonicalIp(host) !== null ? undefined : [{ host, isName: true, port: 0, target: base }];
  }
  const matches = (name: string, protocol: string): boolean =>
    (request.port === '' || request.port === name.toLowerCase()) &&
    (request.protocol === '' || request.protocol === protocol.toLowerCase());
  const found: Found[] = [];
  let exists = false;
  if (isHeadless(service) || request.endpoint !== '') {
    for (const { endpoint, ip, ports } of readyAddresses(slicesOf(cluster, request.namespace, service.metadata.name))) {
      const host = endpointHostname(endpoint, ip);
      if (request.endpoint !== '' && request.endpoint !== host.toLowerCase()) continue;
      for (const { name, port, protocol } of ports) {
        if (!matches(name, protocol)) continue;
        exists = true;
        // in a slice of names, an endpoint is an alias
        found.push({ host: ip, isName: canonicalIp(ip) === null, port, target: `${host}.${base}` });
      }
    }
    return exists ? found : undefined;
  }
  for (const { name = '', protocol, port } of spec.ports ?? []) {
    if (!matches(name, protocol)) continue;
    exists = true;
    for (const host of spec.clusterIPs ?? []) found.push({ host, isName: false, port, target: base });
  }
  return exists ? found : undefined;
}

/** The slices that name a Service in their label, whoever made them. */
export function slicesOf(cluster: Cluster, namespace: string, service: string): EndpointSlice[] {
  const keys = cluster.control.slices.get(objectKey('Service', namespace, service)) ?? [];
  return [...keys].flatMap((key) => cluster.store.byKey<EndpointSlice>(key) ?? []);
}

interface ReadyAddress {
  endpoint: SliceEndpoint;
  ip: string;
  ports: { name: string; port: number; protocol: string }[];
}

const NO_PORTS = [{ name: '', port: -1, protocol: '' }];

/** Addresses of endpoints that are ready, or do not say (coredns: object/endpoint.go, EndpointSliceToEndpoints). */
export function* readyAddresses(slices: readonly EndpointSlice[]): Generator<ReadyAddress> {
  for (const slice of slices) {
    const ports = (slice.ports ?? []).map((p) => ({
      name: p.name ?? '',
      port: p.port ?? -1,
      protocol: p.protocol ?? 'TCP',
    }));
    for (const endpoint of slice.endpoints ?? [])
      if (endpoint.conditions?.ready !== false)
        for (const ip of endpoint.addresses) yield { endpoint, ip, ports: ports.length > 0 ? ports : NO_PORTS };
  }
}

/** The name of one endpoint: its host name, or its address with dashes. */
export function endpointHostname(endpoint: SliceEndpoint, ip: string): string {
  if (endpoint.hostname) return endpoint.hostname;
  const dashed = ip.replaceAll(/[.:]/g, '-');
  return dashed.endsWith('-') ? `${dashed}0` : dashed;
}
