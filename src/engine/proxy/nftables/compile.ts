import type { NftMap, NftSet, NftTable } from '../../../model/Nftables.ts';
import { categorizeEndpoints } from '../endpoints.ts';
import type { ProxyContext } from '../ProxyContext.ts';
import { memoizedPort, portKeys } from '../portMemo.ts';
import { endpointsOfPort, type IndexedPort } from '../serviceIndex.ts';
import { rangesHoldNode } from '../sourceRanges.ts';
import { fixedChains } from './fixedChains.ts';
import { type PortObjects, type PortOptions, portObjects } from './portObjects.ts';

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
  const names = Object.keys(maps) as (keyof typeof maps)[];
  const chains = fixedChains(context, serviceCIDRs);
  const affinitySets: NftSet[] = [];
  const compile = objectsCompiler(context);
  for (const port of ports) {
    const objects = compile(port);
    for (const key of objects.hairpins) hairpins.elements.add(key);
    clusterIPs.elements.add(objects.clusterIP);
    for (const name of names) for (const { key, verdict } of objects[name]) maps[name].elements.set(key, verdict);
    for (const one of objects.affinitySets) affinitySets.push(one);
    for (const one of objects.chains) chains.push(one);
  }
  const { nodePortIPs: open } = context;
  const openIPs = open ? [set('nodeport-ips', address, 'IPs that accept NodePort traffic', open)] : [];
  const sets = [hairpins, clusterIPs, ...openIPs, ...affinitySets];
  return {
    family: context.family,
    comment: 'rules for kube-proxy',
    sets: byName(sets),
    maps: byName(Object.values(maps)),
    chains: byName(chains),
  };
}

/** Gives what a service port adds to the table of one Node, made only if it was not before. */
function objectsCompiler(context: ProxyContext): (indexed: IndexedPort) => PortObjects {
  const { family, local, mark, node } = context;
  const detects = JSON.stringify(local ?? null);
  const compiler = (holds: boolean) => {
    const options: PortOptions = { family, local, mark, node, rangesHoldNode: holds };
    // hairpins are of this Node's endpoints, so every Node has its own objects
    const keys = portKeys(`nftables ${family} ${mark} ${holds} ${detects} ${node.name}`, node);
    return (indexed: IndexedPort): PortObjects =>
      memoizedPort(indexed, keys, () =>
        portObjects(indexed.port, categorizeEndpoints(indexed.port, endpointsOfPort(indexed), node), options),
      );
  };
  const [without, within] = [compiler(false), compiler(true)];
  return (indexed) => (rangesHoldNode(indexed.port, context) ? within(indexed) : without(indexed));
}

function byName<T extends { name: string }>(all: readonly T[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const one of all) map.set(one.name, one);
  return map;
}

const set = (name: string, type: string, comment: string, elements: readonly string[] = []): NftSet => ({
  name,
  type,
  comment,
  elements: new Set(elements),
});

const map = (name: string, type: string, comment: string): NftMap => ({
  name,
  type: `${type} : verdict`,
  comment,
  elements: new Map(),
});
