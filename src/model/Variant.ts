/** One field set to one value in every object that has it, or in one Service: what a text is compared with. */
export const VARIANTS = {
  iptables: { kind: 'KubeProxyConfiguration', field: 'mode', value: 'iptables' },
  nftables: { kind: 'KubeProxyConfiguration', field: 'mode', value: 'nftables' },
  ipvs: { kind: 'KubeProxyConfiguration', field: 'mode', value: 'ipvs' },
  externalLocal: { kind: 'Service', field: 'spec.externalTrafficPolicy', value: 'Local' },
  externalCluster: { kind: 'Service', field: 'spec.externalTrafficPolicy', value: 'Cluster' },
  internalLocal: { kind: 'Service', field: 'spec.internalTrafficPolicy', value: 'Local' },
  internalCluster: { kind: 'Service', field: 'spec.internalTrafficPolicy', value: 'Cluster' },
  affinityClientIP: { kind: 'Service', field: 'spec.sessionAffinity', value: 'ClientIP' },
  affinityNone: { kind: 'Service', field: 'spec.sessionAffinity', value: 'None' },
} as const;

export type Variant = keyof typeof VARIANTS;
