import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { hostName } from '../discovery/hosts.ts';
import { type Cidr, cidrContains, parseCidr } from '../net/cidr.ts';
import { familyOf } from '../net/ip.ts';
import { kernelConfigOf } from '../proxy/kernelConfig.ts';
import { podCIDRs, podIPs } from '../proxy/nodeNetwork.ts';

/**
 * Names the class of a Pod: connections of two Pods of one class end in the same ways, but for those to a Service that
 * one of them is behind itself. What can tell Pods of a Node apart is all in the name: whether their addresses are in
 * ranges that rules know, by which kind of interface they come, and how they resolve names. A NetworkPolicy may tell
 * any two Pods apart, and so may IPVS when it schedules by the hash of the source. `alike.test.ts` holds the classes against matrices without any.
 */
export function classOf(cluster: Cluster): (pod: Pod) => string {
  const { proxy } = cluster.settings;
  const byHash = proxy.mode === 'ipvs' && proxy.ipvs.scheduler === 'sh';
  if (byHash || cluster.store.list('NetworkPolicy').length > 0)
    return ({ metadata }) => `${metadata.namespace}/${metadata.name}`;
  const traits = podTraits(cluster, [
    ...proxy.clusterCIDR.split(','),
    ...cluster.store.list<Node>('Node').flatMap(podCIDRs),
  ]);
  return (pod) => `${pod.spec.nodeName} ${traits(pod)}`;
}

/** The same, but for the Node: `known` are the ranges that the rules of Nodes are about, besides those of load balancers. */
export function podTraits(cluster: Cluster, known: readonly string[]): (pod: Pod) => string {
  const services = cluster.store.list<Service>('Service');
  const texts = [...known, ...services.flatMap(({ spec }) => spec.loadBalancerSourceRanges ?? [])];
  const ranges = [...new Set(texts)].flatMap((text) => parseCidr(text.trim()) ?? []);
  return (pod) => {
    const { nodeName = '', hostNetwork = false, dnsPolicy, dnsConfig } = pod.spec;
    const ips = podIPs(pod);
    const name = hostName(pod);
    return JSON.stringify([
      hostNetwork,
      hostNetwork ? [] : ips.map((ip) => [familyOf(ip), inWhich(ranges, ip)]),
      hostNetwork ? '' : interfaceKind(cluster, nodeName, pod),
      pod.metadata.namespace,
      dnsPolicy,
      dnsConfig,
      pod.spec['hostAliases'],
      // a Pod knows its own name from its hosts file; only with a dot can it be that of a Service
      name.includes('.') ? name : '',
    ]);
  };
}

const inWhich = (ranges: readonly Cidr[], ip: string): number[] =>
  ranges.flatMap((cidr, i) => (cidrContains(cidr, ip) ? [i] : []));

/** Whether kube-proxy knows the Pod's packets by their interface. */
function interfaceKind(cluster: Cluster, node: string, pod: Pod): boolean {
  const { detectLocalMode, bridgeInterface, interfaceNamePrefix } = cluster.settings.proxy;
  if (detectLocalMode !== 'BridgeInterface' && detectLocalMode !== 'InterfaceNamePrefix') return false;
  const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
  const name = kernelConfigOf(cluster, node).interfaces.find((i) => i.pod === key)?.name ?? '';
  return detectLocalMode === 'BridgeInterface' ? name === bridgeInterface : name.startsWith(interfaceNamePrefix);
}
