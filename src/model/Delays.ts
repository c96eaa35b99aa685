/** How long the parts of a cluster take to act, in virtual milliseconds. `engine/cluster/delays.ts` has the defaults and where they come from. */
export interface Delays {
  /** From a write to the API server until who watches acts on it. */
  watch: number;
  /** From a kubelet's look at a bound Pod until its containers run. */
  podStart: number;
  /** kube-controller-manager `--endpointslice-updates-batch-period`. */
  endpointBatch: number;
  /** KubeProxyConfiguration `minSyncPeriod`: the least time between two syncs of a Node's kube-proxy. */
  proxyMinSync: number;
  /** How long one sync takes, until the kernel has the rules. */
  proxySync: number;
  /** kube-controller-manager `--node-monitor-grace-period`. */
  nodeGrace: number;
  /** Between two health checks of the load balancer outside: three that fail take a Node out, one takes it in again. */
  healthCheck: number;
  /** For how long who asks CoreDNS may keep an answer. */
  dnsTtl: number;
  /** For how long a cache before CoreDNS keeps its answers. */
  dnsCache: number;
  /** Nodes whose kube-proxy hears of everything later by this. */
  proxyLag: Record<string, number>;
}
