import type { IpFamily } from '../../model/Address.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { chainHash, endpointChainName } from '../proxy/chainHash.ts';
import { indexOnNode } from '../proxy/NodeProxy.ts';
import { endpointsOfPort, type IndexedPort, sameSlices } from '../proxy/serviceIndex.ts';

/** The chains that kube-proxy writes with every sync (pkg/proxy/iptables/proxier.go, syncProxyRules). */
const TOP_LEVEL = [
  'KUBE-SERVICES',
  'KUBE-NODEPORTS',
  'KUBE-EXTERNAL-SERVICES',
  'KUBE-PROXY-FIREWALL',
  'KUBE-FORWARD',
  'KUBE-POSTROUTING',
  'KUBE-MARK-MASQ',
  'KUBE-FIREWALL',
];

/**
 * A chain that kube-proxy writes is empty before: what a Node has counted there is forgotten. With the Services that
 * have changed since it was looked for last, kube-proxy has written their chains, and the top-level ones.
 */
export function countAnew(cluster: Cluster, node: string, family: IpFamily): void {
  const kernel = cluster.kernels.get(node);
  if (!kernel || cluster.settings.proxy.mode !== 'iptables') return;
  const { ports } = indexOnNode(cluster, node, family);
  const before = kernel.countedWith[family];
  kernel.countedWith[family] = ports;
  if (!before || before === ports || kernel.counters.size === 0) return;
  const now = new Map(ports.map((indexed) => [indexed.port.name, indexed]));
  // a change that is none to kube-proxy, as of an annotation, makes it write nothing (servicechangetracker.go, Update)
  const isKept = ({ port, slices }: IndexedPort): boolean => {
    const same = now.get(port.name);
    if (!same || !sameSlices(same.slices, slices)) return false;
    return same.port === port || JSON.stringify(same.port) === JSON.stringify(port);
  };
  const written = before.filter((indexed) => !isKept(indexed));
  if (written.length === 0 && before.length === ports.length) return;
  const chains = new Set([...TOP_LEVEL, ...written.flatMap(chainNames)]);
  for (const key of kernel.counters.keys()) {
    const [ofFamily, , chain = ''] = key.split(' ');
    if (ofFamily === family && chains.has(chain)) kernel.counters.delete(key);
  }
}

function chainNames(indexed: IndexedPort): string[] {
  const { name, protocol } = indexed.port;
  const hash = chainHash(name, protocol);
  const own = ['SVC', 'SVL', 'EXT', 'FW'].map((kind) => `KUBE-${kind}-${hash}`);
  return [...own, ...endpointsOfPort(indexed).map(({ text }) => endpointChainName(name, protocol, text))];
}
