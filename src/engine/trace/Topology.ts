import type { LoadBalancerIngress, Service } from '../../model/Service.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { machinesOf } from '../cluster/machines.ts';
import { wantsLoadBalancer } from '../controllers/loadBalancer.ts';
import { canonicalIp, familyOf } from '../net/ip.ts';
import { gatewayOf, isUp, nodeIPs, vtepOf } from '../proxy/nodeNetwork.ts';

/** An address that the load balancer outside holds, for one Service. */
export interface Frontend {
  service: Service;
  mode: 'VIP' | 'Proxy';
}

/** Who has which address, inside and outside, as the cluster is now. */
export interface Topology {
  nodeByIp: Map<string, Node>;
  /** Nodes by the address of their VXLAN device; empty where Pod traffic is routed. */
  nodeByVtep: Map<string, Node>;
  frontends: Map<string, Frontend>;
  /** The name of whoever holds an address, or ''. */
  ownerOf(ip: string): string;
}

const known = new WeakMap<Cluster, { revision: number; topology: Topology }>();

/** The topology of a cluster, made once for each state of it. */
export function topologyOf(cluster: Cluster): Topology {
  const { revision } = cluster.store;
  const last = known.get(cluster);
  if (last?.revision === revision) return last.topology;
  const topology = build(cluster);
  known.set(cluster, { revision, topology });
  return topology;
}

function build(cluster: Cluster): Topology {
  const nodeByIp = new Map<string, Node>();
  for (const node of machinesOf(cluster)) for (const ip of nodeIPs(node)) nodeByIp.set(ip, node);
  const nodeByVtep = new Map<string, Node>();
  if (cluster.settings.podNetwork === 'vxlan')
    for (const node of machinesOf(cluster))
      for (const family of cluster.settings.families) {
        const vtep = vtepOf(node, family);
        if (vtep !== undefined) nodeByVtep.set(vtep, node);
      }
  const frontends = new Map<string, Frontend>();
  for (const service of cluster.store.list<Service>('Service'))
    for (const [ip, mode] of frontendsOf(service)) frontends.set(ip, { service, mode });
  let owners: Map<string, string> | undefined;
  return {
    nodeByIp,
    nodeByVtep,
    frontends,
    ownerOf: (ip) => {
      for (const pod of cluster.control.pods.withIp(ip)) if (isUp(pod) && !pod.spec.hostNetwork) return shortName(pod);
      owners ??= ownersOf(cluster);
      return owners.get(ip) ?? nodeByVtep.get(ip)?.metadata.name ?? '';
    },
  };
}

/** Addresses that our load balancer gave out; what others write into the status of a Service that it leaves alone is theirs. */
function frontendsOf(service: Service): [string, 'VIP' | 'Proxy'][] {
  if (!wantsLoadBalancer(service)) return [];
  const ingress: LoadBalancerIngress[] = service.status?.loadBalancer?.ingress ?? [];
  return ingress.flatMap(({ ip, ipMode }): [string, 'VIP' | 'Proxy'][] => {
    const canonical = canonicalIp(ip ?? '');
    return canonical === null ? [] : [[canonical, ipMode ?? 'VIP']];
  });
}

/** Who holds the addresses that are no Pod's. */
function ownersOf(cluster: Cluster): Map<string, string> {
  const owners = new Map<string, string>();
  for (const service of cluster.store.list<Service>('Service')) {
    const { spec, metadata } = service;
    const name = metadata.namespace === 'default' ? metadata.name : `${metadata.namespace}/${metadata.name}`;
    for (const ip of spec.clusterIPs ?? []) if (ip !== 'None') owners.set(ip, name);
    for (const ip of spec.externalIPs ?? []) owners.set(ip, name);
    for (const { ip } of service.status?.loadBalancer?.ingress ?? []) if (ip) owners.set(ip, name);
  }
  for (const node of machinesOf(cluster))
    for (const family of ['IPv4', 'IPv6'] as const) {
      const gateway = gatewayOf(node, family);
      if (gateway) owners.set(gateway, node.metadata.name);
      for (const ip of nodeIPs(node)) if (familyOf(ip) === family) owners.set(ip, node.metadata.name);
    }
  for (const ip of CLIENT_IPS) owners.set(ip, 'external client');
  for (const ip of PROXY_SOURCES) owners.set(ip, 'load balancer');
  return owners;
}

/** `web-1`, or `shop/cart-1` outside the Namespace default. */
export const shortName = ({ metadata }: Pod): string =>
  metadata.namespace === 'default' ? metadata.name : `${metadata.namespace}/${metadata.name}`;

export const CLIENT_IPS = ['198.51.100.7', 'fd00:51::7'] as const;

/** Where a load balancer that is a proxy connects from. */
export const PROXY_SOURCES = ['203.0.113.1', 'fd00:203::1'] as const;
