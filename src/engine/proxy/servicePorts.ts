import type { IpFamily } from '../../model/Address.ts';
import type { Protocol, Service } from '../../model/Service.ts';
import { type ObjectKey, objectKey } from '../../model/Span.ts';
import { parseCidr, printCidr } from '../net/cidr.ts';
import { canonicalIp, familyOf } from '../net/ip.ts';

/** An address of a Service, and the field of the Service that it stands in. */
export interface ServiceAddress {
  ip: string;
  path: string;
}

/** A range of `loadBalancerSourceRanges`, masked, and its field. */
export interface SourceRange {
  cidr: string;
  path: string;
}

/** One port of one Service in one family: what kube-proxy knows of it (pkg/proxy/serviceport.go). */
export interface ServicePort {
  /** `namespace/name:port`, without the colon when the port has no name. */
  name: string;
  service: ObjectKey;
  serviceName: string;
  portName: string;
  /** `spec.ports[0]`. */
  path: string;
  protocol: 'tcp' | 'udp' | 'sctp';
  clusterIP: string;
  clusterIPPath: string;
  port: number;
  nodePort: number;
  externalIPs: ServiceAddress[];
  loadBalancerVIPs: ServiceAddress[];
  sourceRanges: SourceRange[];
  healthCheckNodePort: number;
  /** Seconds; 0 without session affinity. */
  affinitySeconds: number;
  externalLocal: boolean;
  internalLocal: boolean;
  /** Has an address or port for the outside (`ExternallyAccessible`): from data, not from the type. */
  external: boolean;
  selects: boolean;
}

const PROXY_NAME = 'service.kubernetes.io/service-proxy-name';
const known: Record<IpFamily, WeakMap<Service, ServicePort[]>> = { IPv4: new WeakMap(), IPv6: new WeakMap() };

/** The ports of a Service that kube-proxy makes rules for, in one family; none for a headless Service. */
export function servicePortsOf(service: Service, family: IpFamily): ServicePort[] {
  let ports = known[family].get(service);
  if (!ports) {
    ports = build(service, family);
    known[family].set(service, ports);
  }
  return ports;
}

function build(service: Service, family: IpFamily): ServicePort[] {
  const { spec, metadata, status } = service;
  if (metadata.labels?.[PROXY_NAME] !== undefined || spec.type === 'ExternalName') return [];
  const pathOfClusterIP = (i: number): string => (i === 0 ? 'spec.clusterIP' : `spec.clusterIPs[${i}]`);
  const [clusterIP] = addresses(spec.clusterIPs, pathOfClusterIP, family);
  if (!clusterIP) return [];
  const serviceName = `${metadata.namespace}/${metadata.name}`;
  const externalIPs = addresses(spec.externalIPs, (i) => `spec.externalIPs[${i}]`, family);
  const loadBalancerVIPs = addresses(
    status.loadBalancer.ingress?.map(({ ip, ipMode }) => (ipMode === 'Proxy' ? undefined : ip)),
    (i) => `status.loadBalancer.ingress[${i}].ip`,
    family,
  );
  const sourceRanges = sourceRangesOf(spec.loadBalancerSourceRanges, family);
  const byType = spec.type === 'NodePort' || spec.type === 'LoadBalancer' || (spec.externalIPs ?? []).length > 0;
  return (spec.ports ?? []).map((port, i) => {
    const nodePort = port.nodePort ?? 0;
    return {
      name: port.name ? `${serviceName}:${port.name}` : serviceName,
      service: objectKey('Service', metadata.namespace, metadata.name),
      serviceName,
      portName: port.name ?? '',
      path: `spec.ports[${i}]`,
      protocol: lower(port.protocol),
      clusterIP: clusterIP.ip,
      clusterIPPath: clusterIP.path,
      port: port.port,
      nodePort,
      externalIPs,
      loadBalancerVIPs,
      sourceRanges,
      healthCheckNodePort: spec.healthCheckNodePort ?? 0,
      affinitySeconds:
        spec.sessionAffinity === 'ClientIP' ? (spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10800) : 0,
      externalLocal: spec.externalTrafficPolicy === 'Local' && byType,
      internalLocal: spec.internalTrafficPolicy === 'Local',
      external: nodePort !== 0 || loadBalancerVIPs.length > 0 || externalIPs.length > 0,
      selects: spec.selector !== undefined && Object.keys(spec.selector).length > 0,
    };
  });
}

const lower = (protocol: Protocol): 'tcp' | 'udp' | 'sctp' => protocol.toLowerCase() as 'tcp' | 'udp' | 'sctp';

/** The addresses of one family among some texts, and where they stand; what is no address is left out ("None"). */
function addresses(
  texts: readonly (string | undefined)[] | undefined,
  path: (i: number) => string,
  family: IpFamily,
): ServiceAddress[] {
  const found = texts?.flatMap((text, i) => {
    const ip = text ? canonicalIp(text) : null;
    return ip !== null && familyOf(ip) === family ? [{ ip, path: path(i) }] : [];
  });
  return found ?? [];
}

/** A range of all addresses makes the list as good as empty (pkg/proxy/serviceport.go, newBaseServiceInfo). */
function sourceRangesOf(texts: readonly string[] | undefined, family: IpFamily): SourceRange[] {
  const ranges = texts?.flatMap((text, i) => {
    const cidr = parseCidr(text.trim());
    return cidr?.family === family
      ? [{ cidr: printCidr(cidr), prefix: cidr.prefix, path: `spec.loadBalancerSourceRanges[${i}]` }]
      : [];
  });
  if (!ranges || ranges.some(({ prefix }) => prefix === 0)) return [];
  return ranges.map(({ cidr, path }) => ({ cidr, path }));
}
