import type { Cluster } from '../cluster/Cluster.ts';

/** Twice kube-proxy's default `syncPeriod` (cmd/kube-proxy/app/server.go, NewProxyServer). */
const TIMEOUT = 60_000;

/**
 * Whether a Node's kube-proxy takes itself for healthy: it has not held back what it heard of for so long
 * (pkg/proxy/healthcheck/proxy_health.go, Health).
 */
export function isProxyHealthy({ control, now }: Cluster, node: string): boolean {
  const queued = control.proxies.get(node)?.queuedAt;
  return queued === undefined || now - queued < TIMEOUT;
}
