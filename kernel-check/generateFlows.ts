import type { Cluster } from '../src/engine/cluster/Cluster.ts';
import { hostOf } from '../src/engine/net/ip.ts';
import { gatewayOf, isUp, nodeIPs, podIPs } from '../src/engine/proxy/nodeNetwork.ts';
import type { Node } from '../src/model/Node.ts';
import type { Pod } from '../src/model/Pod.ts';
import type { Service } from '../src/model/Service.ts';
import type { Place } from '../src/model/Trace.ts';
import type { Dice } from './Dice.ts';
import { HOST_PORTS } from './generateCluster.ts';

/** A new connection to try, in the kernel and in the interpreter. */
export interface Flow {
  from: Place;
  protocol: 'tcp' | 'udp' | 'icmp';
  ip: string;
  port: number;
  url: string;
  /** The Service that remembers whom it served (sessionAffinity), `namespace/name`; '' for others. */
  affinity: string;
  /** It goes by the load balancer, which chooses a Node each time. */
  balanced: boolean;
}

type Target = Omit<Flow, 'from' | 'url'>;

const PING = { protocol: 'icmp', port: 0, affinity: '' } as const;

const NOBODY: Target[] = [
  ['10.96.99.99', 80],
  ['10.244.1.250', 8080],
  ['10.244.9.9', 8080],
  ['192.168.251.77', 80],
  ['203.0.113.250', 80],
  ['198.51.100.7', 80],
  ['fd00:10:96::9999', 80],
  ['fd00:10:244:2::9999', 8080],
  ['fd00:51::7', 80],
].map(([ip, port]) => ({ protocol: 'tcp', ip: String(ip), port: Number(port), affinity: '', balanced: false }));

/** So many flows, from every place to every kind of address: of Services, of Nodes, of Pods, of nobody. */
export function generateFlows(cluster: Cluster, count: number, dice: Dice): Flow[] {
  const pods = cluster.store.list<Pod>('Pod').filter(isUp);
  const nodes = cluster.store.list<Node>('Node');
  const places: Place[] = [
    { kind: 'client' },
    ...nodes.map(({ metadata }): Place => ({ kind: 'node', name: metadata.name })),
    ...pods.map(({ metadata }): Place => ({ kind: 'pod', namespace: metadata.namespace ?? '', name: metadata.name })),
  ];
  const families = cluster.settings.families;
  const ofFamily = ({ ip }: Target): boolean => families.includes(ip.includes(':') ? 'IPv6' : 'IPv4');
  const all = cluster.store.list<Service>('Service').map((service) => targetsOf(service, nodes));
  const offered = all.flatMap((service) => service.offered);
  const keyOf = ({ protocol, ip, port }: Target): string => `${protocol} ${ip} ${port}`;
  const remembers = new Map(offered.filter(({ affinity }) => affinity !== '').map((one) => [keyOf(one), one.affinity]));
  const forgets = new Set(offered.filter(({ affinity }) => affinity === '').map(keyOf));
  const services = [...offered, ...all.flatMap((service) => service.wrong)]
    // what two Services offer, of which one remembers, may be either's
    .filter((one) => !(remembers.has(keyOf(one)) && forgets.has(keyOf(one))))
    // what is the wrong port of one Service may be the right one of another, at an address that they share
    .map((one): Target => ({ ...one, affinity: remembers.get(keyOf(one)) ?? '' }));
  const machines = [...nodes.flatMap(nodeTargets), ...pods.flatMap(podTargets), ...NOBODY];
  const pings = [...services, ...machines].map(({ ip, balanced }): Target => ({ ...PING, ip, balanced }));
  const kinds = [services, services, services, services, services, machines, machines, pings].map((targets) =>
    targets.filter(ofFamily),
  );
  const seen = new Set<string>();
  const flows: Flow[] = [];
  for (let tries = 0; flows.length < count && tries < count * 20; tries++) {
    const from = dice.chance(0.25) ? { kind: 'client' as const } : dice.pick(places);
    const target = dice.pick(dice.pick(kinds));
    const port = target.protocol === 'icmp' ? '' : `:${target.port}`;
    const url = `${target.protocol}://${hostOf(target.ip)}${port}`;
    const key = `${JSON.stringify(from)} ${url}`;
    if (seen.has(key)) continue;
    seen.add(key);
    flows.push({ ...target, from, url });
  }
  return flows;
}

/** What a Service offers, and the wrong port and the wrong protocol beside it. */
function targetsOf(
  { metadata, spec, status }: Service,
  nodes: readonly Node[],
): { offered: Target[]; wrong: Target[] } {
  const affinity = spec.sessionAffinity === 'ClientIP' ? `${metadata.namespace}/${metadata.name}` : '';
  const balancers = (status.loadBalancer.ingress ?? []).flatMap(({ ip }) => ip ?? []);
  const fixed = [...(spec.clusterIPs ?? []).filter((ip) => ip !== 'None'), ...(spec.externalIPs ?? [])];
  const offered: Target[] = [];
  for (const { port, nodePort, protocol } of spec.ports ?? []) {
    if (protocol === 'SCTP') continue;
    const add = (ip: string, at: number, balanced: boolean): unknown =>
      offered.push({ protocol: protocol === 'UDP' ? 'udp' : 'tcp', ip, port: at, affinity, balanced });
    for (const ip of fixed) add(ip, port, false);
    for (const ip of balancers) add(ip, port, true);
    if (nodePort) for (const ip of nodePortAddresses(nodes)) add(ip, nodePort, false);
  }
  const wrong: Target[] = [];
  const add = (protocol: 'tcp' | 'udp', ip: string, port: number): unknown =>
    wrong.push({ protocol, ip, port, affinity: '', balanced: false });
  const [first] = spec.ports ?? [];
  for (const ip of [...fixed, ...balancers]) {
    add('tcp', ip, 4444);
    if (first) add(first.protocol === 'UDP' ? 'tcp' : 'udp', ip, first.port);
  }
  if (spec.healthCheckNodePort)
    for (const node of nodes) for (const ip of nodeIPs(node)) add('tcp', ip, spec.healthCheckNodePort);
  return { offered, wrong };
}

const nodePortAddresses = (nodes: readonly Node[]): string[] => [
  ...nodes.flatMap(nodeIPs),
  ...(nodes[1] ? [gatewayOf(nodes[1], 'IPv4'), gatewayOf(nodes[1], 'IPv6')] : []).filter((ip) => ip !== undefined),
  '127.0.0.1',
  '::1',
];

function nodeTargets(node: Node): Target[] {
  const bare = { protocol: 'tcp' as const, affinity: '', balanced: false };
  const ports = [6443, 10256, 10249, 4444, ...HOST_PORTS];
  return [...nodeIPs(node), '127.0.0.1', '::1'].flatMap((ip) => ports.map((port) => ({ ...bare, ip, port })));
}

function podTargets(pod: Pod): Target[] {
  return podIPs(pod).flatMap((ip) =>
    (['tcp', 'udp'] as const).flatMap((protocol) =>
      [8080, 9090, 7003, 4444].map((port) => ({ protocol, ip, port, affinity: '', balanced: false })),
    ),
  );
}
