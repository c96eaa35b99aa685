import type { Node } from '../../model/Node.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { networkChanged } from '../controllers/networkChanged.ts';
import { isOff } from '../controllers/nodeLifecycle.ts';
import { schedule } from '../controllers/timers.ts';
import { healthCheckPortsOf } from '../proxy/healthCheckPorts.ts';
import { dropGoneLists } from '../proxy/goneLists.ts';
import type { NodeProxy } from '../proxy/NodeProxy.ts';
import { serviceIndexOf } from '../proxy/serviceIndex.ts';
import { cleanStaleFlows } from '../proxy/staleFlows.ts';

const synced = (cluster: Cluster, before?: NodeProxy): NodeProxy => ({
  index: Object.fromEntries(cluster.settings.families.map((family) => [family, serviceIndexOf(cluster, family)])),
  healthCheckPorts: healthCheckPortsOf(cluster),
  syncedAt: cluster.now,
  staleSince: undefined,
  queuedAt: undefined,
  made: before?.made ?? [],
  rulesBefore: before?.rulesBefore ?? new Map(),
});

/** Every Node's kube-proxy is up to date now, and will take its time from now on. */
export function startProxies(cluster: Cluster): void {
  for (const { metadata } of cluster.store.list<Node>('Node')) startProxy(cluster, metadata.name);
}

/** A Node joins: its kube-proxy lists everything, and writes its first rules. */
export function startProxy(cluster: Cluster, node: string): void {
  cluster.control.proxies.set(node, { ...synced(cluster), syncedAt: Number.NEGATIVE_INFINITY });
}

/** A Service or a slice has changed: each kube-proxy hears of it, and syncs as soon as it may. */
export function tellProxies(cluster: Cluster): void {
  const { proxies } = cluster.control;
  for (const [node, proxy] of proxies) {
    if (proxy.staleSince !== undefined) continue;
    proxy.staleSince = cluster.now;
    const { proxyMinSync, proxySync } = cluster.settings.delays;
    proxy.queuedAt = cluster.now + hearsAfter(cluster, node);
    const begins = Math.max(proxy.queuedAt, proxy.syncedAt + proxyMinSync);
    schedule(cluster, begins + proxySync, (then) => sync(then, node), { awaited: true });
  }
}

/** Watches of different Nodes are not equally quick: between half and one and a half of the usual time. */
function hearsAfter({ settings, now }: Cluster, node: string): number {
  let hash = 2166136261 ^ (settings.seed + Math.floor(now));
  for (const char of node) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
  const { watch, proxyLag } = settings.delays;
  return watch * (0.5 + ((hash >>> 8) % 1000) / 1000) + (proxyLag[node] ?? 0);
}

/** kube-proxy: syncProxyRules. */
function sync(cluster: Cluster, node: string): void {
  const { proxies } = cluster.control;
  const before = proxies.get(node);
  if (!before || isOff(cluster, node)) return;
  proxies.set(node, synced(cluster, before));
  cleanStaleFlows(cluster, node);
  networkChanged(cluster);
  dropGoneLists(cluster, node);
  cluster.log?.happened({ kind: 'sync', node, stale: cluster.now - (before.staleSince ?? cluster.now) });
}
