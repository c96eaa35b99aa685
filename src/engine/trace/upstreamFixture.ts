import type { IpFamily } from '../../model/Address.ts';
import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import type { Node } from '../../model/Node.ts';
import type { LoadBalancerIngress, Service, ServicePort, ServiceSpec } from '../../model/Service.ts';
import type { Cluster, ProxySettings } from '../cluster/Cluster.ts';
import { everyWay } from '../kernel/Chooser.ts';
import { isLocal } from '../kernel/routing.ts';
import { familyOf, withPort } from '../net/ip.ts';
import { clusterFixture, putPod } from './clusterFixture.ts';
import { hopsOf, type Next } from './Flight.ts';
import { arriveAtNode, sendFromNode } from './nodeStack.ts';
import { firstPacket } from './packets.ts';
import { firstFlight } from './start.ts';
import { readTarget, type Target } from './target.ts';
import { worldOf } from './World.ts';

/** A Service of kube-proxy's own tests, in our words. */
export interface UpstreamService {
  name: string;
  ips: string[];
  ports: Partial<ServicePort>[];
  spec?: Partial<ServiceSpec>;
  vips?: LoadBalancerIngress[];
  /** `10.180.0.1 L` is on the Node, R on the other one; S is serving and T terminating instead of ready. */
  endpoints: string[];
}

/**
 * The fake cluster that kube-proxy's packet-flow tests run in (pkg/proxy/iptables/proxier_test.go; reference §12):
 * one Node with two addresses and an external one, and Pods on it and on another.
 */
export function upstream(services: readonly UpstreamService[], proxy: Partial<ProxySettings> = {}): Cluster {
  const cluster = clusterFixture({ clusterCIDR: '10.0.0.0/8,2001:db8:180::/48', localhostNodePorts: true, ...proxy });
  const settings = {
    families: ['IPv4', 'IPv6'] as IpFamily[],
    serviceSubnets: ['172.30.0.0/16', 'fd00:172:30::/112'],
    podSubnets: ['10.0.0.0/8', '2001:db8:180::/48'],
  };
  Object.assign(cluster.settings, settings);
  putNode(cluster, 'here', ['192.168.0.2', '192.168.1.2', '192.168.99.11', '2001:db8::1', '2001:db8:1::2'], '128');
  putNode(cluster, 'there', ['192.168.0.3', '2001:db8::3'], '0', '17');
  for (const service of services) put(cluster, service);
  return cluster;
}

function putNode(cluster: Cluster, name: string, ips: string[], third: string, prefix = '24'): void {
  const podCIDRs = [`10.180.${third}.0/${prefix}`, `2001:db8:180:${third}::/64`];
  cluster.store.put<Node>({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: {} },
    spec: { podCIDR: podCIDRs[0] as string, podCIDRs },
    status: { addresses: ips.map((address) => ({ type: 'InternalIP', address })) },
  });
}

function put(cluster: Cluster, { name, ips, ports, spec, vips = [], endpoints }: UpstreamService): void {
  const full = ports.map((port) => ({ protocol: 'TCP' as const, port: 80, targetPort: 80, ...port }));
  cluster.store.put<Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'ns1' },
    spec: {
      type: 'ClusterIP',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      selector: { app: name },
      clusterIP: ips[0] as string,
      clusterIPs: ips,
      ...spec,
      ports: full,
    },
    status: { loadBalancer: { ingress: vips } },
  });
  for (const family of ['IPv4', 'IPv6'] as const) {
    const own = endpoints.filter((text) => familyOf(ipIn(text)) === family);
    if (own.length > 0) putSlice(cluster, name, family, full, own);
  }
}

const ipIn = (text: string): string => text.slice(0, text.indexOf(' '));

function putSlice(cluster: Cluster, name: string, family: IpFamily, ports: ServicePort[], endpoints: string[]): void {
  cluster.store.put<EndpointSlice>({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${name}-${family}`, namespace: 'ns1', labels: { 'kubernetes.io/service-name': name } },
    addressType: family,
    ports: ports.map((port) => ({ name: port.name ?? '', protocol: port.protocol, port: Number(port.targetPort) })),
    endpoints: endpoints.map((text) => {
      const [ip = '', flags = ''] = text.split(' ');
      const node = flags.includes('L') ? 'here' : 'there';
      if (node === 'here') putPod(cluster, { name: `pod-${ip.replace(/\W/g, '-')}`, node, ip });
      const [serving, terminating] = [flags.includes('S'), flags.includes('T')];
      const ready = !terminating;
      return { addresses: [ip], nodeName: node, conditions: { ready, serving: ready || serving, terminating } };
    }),
  });
}

/**
 * Where the Node sends a packet that comes to it, or that it sends itself if the source is its own: all endpoints
 * that can be chosen, and whether the source is masqueraded; `REJECT`, `DROP`, `ACCEPT` by a socket of the Node, or
 * `-` when no rule is about it. That is what upstream's tracer tells.
 */
export function flow(cluster: Cluster, src: string, url: string): string {
  const { protocol, ip, port } = readTarget(url) as Target & { ip: string };
  const packet = firstPacket(protocol, { ip: src, port: 40000 }, { ip, port });
  const asker = { place: { kind: 'client' }, machine: { kind: 'client', name: 'x' }, packet } as const;
  const world = worldOf(cluster, everyWay, asker);
  const bare = firstFlight({ kind: 'node', name: 'here' }, packet);
  const own = isLocal(world.kernel('here'), src);
  let waiting = own ? sendFromNode(world, bare, 'here') : arriveAtNode(world, { ...bare, inDevice: 'eth0' }, 'here');
  const outcomes = new Set<string>();
  while (waiting.length > 0)
    waiting = waiting.flatMap((next) => {
      // what a Node sends to itself comes in again
      const loops = next.kind === 'flight' && next.flight.inDevice === 'lo' && !next.flight.reply;
      if (loops) return arriveAtNode(world, next.flight, 'here');
      outcomes.add(outcomeOf(next, packet.dst));
      return [];
    });
  return told([...outcomes].sort());
}

function outcomeOf({ kind, flight }: Next, asked: string): string {
  const steps = hopsOf(flight.hops).flatMap((hop) => hop.steps);
  if (steps.some((step) => step.kind === 'reject')) return 'REJECT';
  if (steps.some((step) => step.kind === 'drop')) return 'DROP';
  if (flight.reply) return flight.ending.result === 'delivered' ? 'ACCEPT' : '-';
  if (kind === 'finished' || flight.packet.dst === asked) return '-';
  const masqueraded = Boolean(flight.tracked?.entry.snatRule);
  return `${withPort(flight.packet.dst, flight.packet.dport)} ${masqueraded ? 'Y' : 'N'}`;
}

/** `10.180.0.1:80, 10.180.2.1:80 N`: upstream has one answer about the source for all endpoints. */
function told(outcomes: string[]): string {
  const flags = new Set(outcomes.map((text) => text.slice(-1)));
  if (outcomes.length < 2 || flags.size !== 1) return outcomes.join(', ');
  return `${outcomes.map((text) => text.slice(0, -2)).join(', ')} ${[...flags][0]}`;
}
