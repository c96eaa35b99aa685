import type { NftMap, NftSet, NftTable } from '../../../model/Nftables.ts';
import { categorizeEndpoints } from '../endpoints.ts';
import type { ProxyContext } from '../ProxyContext.ts';
import { memoizedPort, portKeys } from '../portMemo.ts';
import { endpointsOfPort, type IndexedPort } from '../serviceIndex.ts';
import { rangesHoldNode } from '../sourceRanges.ts';
import { fixedChains } from './fixedChains.ts';
import { type PortObjects, portObjects } from './portObjects.ts';

/** The table `ip kube-proxy` (or `ip6`) of one Node: fixed chains, and what each service port adds (§6). */
export function compileNftTable(
  context: ProxyContext,
  ports: readonly IndexedPort[],
  serviceCIDRs: readonly string[],
): NftTable {
  const address = context.family === 'IPv6' ? 'ipv6_addr' : 'ipv4_addr';
  const triple = `${address} . inet_proto . inet_service`;
  const hairpins = set('hairpin-connections', `${address} . ${triple}`, 'service hairpin connections');
  const clusterIPs = set('cluster-ips', address, 'Active ClusterIPs');
  const nodePortIPs = set('nodeport-ips', address, 'IPs that accept NodePort traffic');
  const about = 'vmap to drop or reject packets to';
  const maps = {
    noEndpointServices: map('no-endpoint-services', triple, `${about} services with no endpoints`),
    noEndpointNodePorts: map(
      'no-endpoint-nodeports',
      'inet_proto . inet_service',
      `${about} service nodeports with no endpoints`,
    ),
    firewallIPs: map('firewall-ips', triple, 'destinations that are subject to LoadBalancerSourceRanges'),
    serviceIPs: map('service-ips', triple, 'ClusterIP, ExternalIP and LoadBalancer IP traffic'),
    serviceNodePorts: map('service-nodeports', 'inet_proto . inet_service', 'NodePort traffic'),
  };
  const filled = Object.entries(maps) as [keyof typeof maps, NftMap][];
  const chains = fixedChains(context, serviceCIDRs);
  const affinitySets: NftSet[] = [];
  for (const indexed of ports) {
    const objects = compiledObjects(indexed, context);
    for (const key of objects.hairpins) hairpins.elements.add(key);
    clusterIPs.elements.add(objects.clusterIP);
    for (const [name, { elements }] of filled) for (const [key, verdict] of objects[name]) elements.set(key, verdict);
    affinitySets.push(...objects.affinitySets);
    chains.push(...objects.chains);
  }
  for (const ip of context.nodePortIPs ?? []) nodePortIPs.elements.add(ip);
  const sets = [hairpins, clusterIPs, ...(context.nodePortIPs ? [nodePortIPs] : []), ...affinitySets];
  return {
    family: context.family,
    comment: 'rules for kube-proxy',
    sets: new Map(sets.map((one) => [one.name, one])),
    maps: new Map(Object.values(maps).map((one) => [one.name, one])),
    chains: new Map(chains.map((one) => [one.name, one])),
  };
}

function compiledObjects(indexed: IndexedPort, context: ProxyContext): PortObjects {
  const { family, local, mark, node } = context;
  const options = { family, local, mark, node, rangesHoldNode: rangesHoldNode(indexed.port, context) };
  const detects = JSON.stringify(local ?? null);
  // hairpins are of this Node's endpoints, so every Node has its own objects
  const key = `nftables ${family} ${mark} ${+options.rangesHoldNode} ${detects} ${node.name}`;
  return memoizedPort(indexed, portKeys(key, node), () =>
    portObjects(indexed.port, categorizeEndpoints(indexed.port, endpointsOfPort(indexed), node), options),
  );
}

const set = (name: string, type: string, comment: string): NftSet => ({ name, type, comment, elements: new Set() });

const map = (name: string, type: string, comment: string): NftMap => ({
  name,
  type: `${type} : verdict`,
  comment,
  elements: new Map(),
});
