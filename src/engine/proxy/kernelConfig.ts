import type { IpFamily } from '../../model/Address.ts';
import type { IpvsTables } from '../../model/Ipvs.ts';
import type { KernelConfig, Listener } from '../../model/KernelConfig.ts';
import { type Node, zoneOf } from '../../model/Node.ts';
import type { NftTable } from '../../model/Nftables.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Table, TableName } from '../../model/Rule.ts';
import { addedServiceCidrs } from '../cluster/addedServiceCidrs.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { machineNamed } from '../cluster/machines.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { listensOf } from '../controllers/listens.ts';
import { isLoopback } from '../kernel/routing.ts';
import { compareCidrs, hostCidr } from '../net/cidr.ts';
import { familyOf } from '../net/ip.ts';
import { localTrafficMatch } from './detectLocal.ts';
import { kubeProxyListeners } from './healthCheck.ts';
import { healthCheckPortsOf } from './healthCheckPorts.ts';
import { compileTables } from './iptables/compile.ts';
import type { ProxyContext } from './ProxyContext.ts';
import { rulesOfPorts } from './iptables/rulesOfPorts.ts';
import { kubeletTables } from './iptables/kubeletTables.ts';
import { withPortmap } from './iptables/portmapTables.ts';
import { boundIPs, compileIpvs, type IpvsContext } from './ipvs/compile.ts';
import { compileIpvsRules } from './ipvs/compileTables.ts';
import { compileNftTable } from './nftables/compile.ts';
import { ipsOf, nodeBasisOf } from './nodeBasis.ts';
import { nodeIP, podCIDRs } from './nodeNetwork.ts';
import { holdsLoopback, nodePortIPs, nodePortRanges } from './nodePortAddresses.ts';
import { indexOnNode, type NodeProxy } from './NodeProxy.ts';
import type { ServiceIndex } from './serviceIndex.ts';

/** What was compiled for the state before, and what kube-proxy listens at. */
type Basis = Pick<NodeProxy, 'made' | 'rulesBefore' | 'healthCheckPorts'>;

interface Snapshot extends Basis {
  revision: number;
  configs: Map<string, KernelConfig>;
}

const snapshots = new WeakMap<Cluster, Snapshot>();

/**
 * Everything that a Node's kernel goes by, as its kube-proxy, kubelet and CNI plugin have set it for the cluster
 * as it is now. The rules of each family are compiled when they are first looked at.
 */
export function kernelConfigOf(cluster: Cluster, nodeName: string): KernelConfig {
  const proxy = cluster.control.proxies.get(nodeName);
  if (proxy) return ownConfig(cluster, nodeName, proxy);
  const snapshot = snapshotOf(cluster);
  let config = snapshot.configs.get(nodeName);
  if (!config) {
    config = build(cluster, nodeNamed(cluster, nodeName), snapshot);
    snapshot.configs.set(nodeName, config);
  }
  return config;
}

/** The configuration of a Node whose kube-proxy takes its time; kept as long as neither its Pods nor the Nodes change. */
function ownConfig(cluster: Cluster, nodeName: string, proxy: NodeProxy): KernelConfig {
  const node = nodeNamed(cluster, nodeName);
  const basis = nodeBasisOf(cluster, node);
  if (proxy.config?.basis !== basis) proxy.config = { basis, config: build(cluster, node, proxy) };
  return proxy.config.config;
}

function nodeNamed(cluster: Cluster, name: string): Node {
  const node = machineNamed(cluster, name);
  if (!node) throw new Error(`no Node ${name}`);
  return node;
}

function snapshotOf(cluster: Cluster): Snapshot {
  const { revision } = cluster.store;
  let snapshot = snapshots.get(cluster);
  if (snapshot?.revision !== revision) {
    // the rules and tables of the state before are the start of those of this one
    const { made = [], rulesBefore = new Map() } = snapshot ?? {};
    const changes = snapshot && cluster.store.changedSince(snapshot.revision);
    const sameServices = changes?.every(({ before, after }) => (after ?? before)?.kind !== 'Service');
    const healthCheckPorts = (sameServices && snapshot?.healthCheckPorts) || healthCheckPortsOf(cluster);
    snapshot = { revision, configs: new Map(), made, rulesBefore, healthCheckPorts };
    snapshots.set(cluster, snapshot);
  }
  return snapshot;
}

function build(cluster: Cluster, node: Node, { made, rulesBefore, healthCheckPorts }: Basis): KernelConfig {
  const indexOf = (family: IpFamily): ServiceIndex => indexOnNode(cluster, node.metadata.name, family);
  const { proxy } = cluster.settings;
  const { pods, mapped, interfaces: ofNetwork, ips, routes } = nodeBasisOf(cluster, node);
  const ownIPs = ips.filter((ip) => !isLoopback(ip));
  let interfaces = ofNetwork;
  if (proxy.mode === 'ipvs') {
    const bound = FAMILIES.flatMap((family) => boundIPs(indexOf(family).ports, ownIPs));
    interfaces = ofNetwork.toSpliced(2, 0, { name: 'kube-ipvs0', addresses: bound.map(hostCidr) });
  }
  const localIPs = interfaces === ofNetwork ? ips : ipsOf(interfaces);
  // of each family, kube-proxy goes by the Node's first address only (cmd/kube-proxy/app/server.go, detectNodeIPs)
  const primary = FAMILIES.flatMap((family) => nodeIP(node, family) ?? []);
  const ranges = {
    IPv4: nodePortRanges(proxy, primary, 'IPv4'),
    IPv6: nodePortRanges(proxy, primary, 'IPv6'),
  };
  const localhostNodePorts = proxy.mode === 'iptables' && proxy.localhostNodePorts && holdsLoopback(ranges.IPv4);
  const openAt = {
    IPv4: nodePortIPs(ranges.IPv4, localIPs, localhostNodePorts),
    IPv6: nodePortIPs(ranges.IPv6, localIPs, false),
  };
  // health check node ports listen at loopback addresses too where the ranges hold them (healthcheck/service_health.go)
  const checkedAt = {
    IPv4: nodePortIPs(ranges.IPv4, localIPs, true),
    IPv6: nodePortIPs(ranges.IPv6, localIPs, true),
  };
  const contextOf = (family: IpFamily, index: ServiceIndex): ProxyContext => ({
    family,
    node: { name: node.metadata.name, zone: zoneOf(node) },
    nodeIPs: primary,
    local: localTrafficMatch(proxy, podCIDRs(node), family),
    masqueradeAll: proxy.masqueradeAll,
    mark: 2 ** proxy.masqueradeBit,
    localhostNodePorts: family === 'IPv4' && localhostNodePorts,
    tcpBeLiberal: proxy.tcpBeLiberal,
    nodePortIPs: openAt[family],
    largeCluster: index.endpointCount > 1000,
  });
  const ipvsContext = (family: IpFamily, index: ServiceIndex): IpvsContext => {
    const ips = ownIPs.filter((ip) => familyOf(ip) === family);
    const { scheduler } = proxy.ipvs;
    return { ...contextOf(family, index), scheduler, ownIPs: ips, nodePortIPs: openAt[family] ?? [...new Set(ips)] };
  };
  const ipvs = lazily((family: IpFamily): IpvsTables => {
    const index = indexOf(family);
    return compileIpvs(ipvsContext(family, index), index.ports);
  });
  const tables = (family: IpFamily): Record<TableName, Table> => {
    const podCIDR = podCIDRs(node).find((cidr) => familyOf(cidr) === family);
    const proxied = proxyTables(family);
    // without a hostPort portmap adds nothing; and it is left out of the small worker
    return mapped.length > 0 ? withPortmap(proxied, mapped, family, podCIDR) : proxied;
  };
  const proxyTables = (family: IpFamily): Record<TableName, Table> => {
    if (proxy.mode === 'nftables') return kubeletTables(family);
    const index = indexOf(family);
    if (proxy.mode === 'ipvs') return compileIpvsRules(ipvsContext(family, index), ipvs[family], index.ports);
    const context = contextOf(family, index);
    return compileTables(context, rulesOfPorts(context, index.ports, rulesBefore), made, cluster.store.revision);
  };
  const nftTable = (family: IpFamily): NftTable => {
    const index = indexOf(family);
    const cidrs = serviceCidrs(cluster).filter((cidr) => familyOf(cidr) === family);
    return compileNftTable(contextOf(family, index), index.ports, cidrs);
  };
  return {
    node: node.metadata.name,
    interfaces,
    routes,
    sysctls: {
      route_localnet: localhostNodePorts,
      tcp_be_liberal: proxy.tcpBeLiberal,
      arp_ignore: proxy.ipvs.strictARP,
    },
    listeners: [
      ...kubeProxyListeners(healthCheckPorts, checkedAt),
      ...apiServerListeners(node),
      ...pods.filter((pod) => pod.spec.hostNetwork).flatMap(podListeners),
    ],
    iptables: lazily(tables),
    nftables: proxy.mode === 'nftables' ? lazily(nftTable) : null,
    ipvs: proxy.mode === 'ipvs' ? ipvs : null,
  };
}

/**
 * The ranges of the ServiceCIDRs that there were when kube-proxies started, in the order of a set of nftables: those
 * that come later are written with the next full sync, within the hour (nftables/proxier.go, OnServiceCIDRsChanged).
 */
const serviceCidrs = (cluster: Cluster): string[] =>
  [
    ...cluster.settings.serviceSubnets,
    ...addedServiceCidrs(cluster)
      .filter(({ metadata }) => metadata.creationTimestamp === timestamp(0))
      .flatMap(({ spec }) => spec.cidrs ?? []),
  ].sort(compareCidrs);

const FAMILIES = ['IPv4', 'IPv6'] as const;

/** Each family's tables are compiled when they are first asked for. */
function lazily<T>(make: (family: IpFamily) => T): Record<IpFamily, T> {
  const made: Partial<Record<IpFamily, T>> = {};
  const of = (family: IpFamily): T => {
    made[family] ??= make(family);
    return made[family];
  };
  return {
    get IPv4() {
      return of('IPv4');
    },
    get IPv6() {
      return of('IPv6');
    },
  };
}

const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

function apiServerListeners(node: Node): Listener[] {
  if (node.metadata.labels?.[CONTROL_PLANE] === undefined) return [];
  return ['0.0.0.0', '::'].map((address) => ({ protocol: 'tcp', address, port: 6443, owner: 'kube-apiserver' }));
}

/** The sockets of a hostNetwork Pod are the Node's. */
function podListeners(pod: Pod): Listener[] {
  const owner = `pod ${pod.metadata.namespace}/${pod.metadata.name}`;
  return listensOf(pod).flatMap(({ protocol, address, port }) =>
    (address === null ? ['0.0.0.0', '::'] : [address]).map((at) => ({ protocol, address: at, port, owner })),
  );
}
