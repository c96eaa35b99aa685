import type { NetworkPolicy } from '../../model/NetworkPolicy.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { matchesSelector } from '../controllers/labels.ts';
import { judge } from '../policy/judge.ts';
import { policiesFor } from '../policy/policiesFor.ts';
import { isUp, podIPs } from '../proxy/nodeNetwork.ts';
import { SYSTEM_NAMESPACE } from '../views/pods.ts';
import type { Check, Look } from './Check.ts';
import type { Finding } from './Finding.ts';

/** A policy that lets its Pods out to something, but not to the DNS server by which they would find it. */
export const policyWithoutDns: Check = {
  code: 'policy/dns',
  docs: 'concepts/services-networking/network-policies/#networkpolicy-resource',
  find: (look) => {
    const policies = look.cluster.store.list<NetworkPolicy>('NetworkPolicy');
    if (policies.length === 0) return [];
    const servers = look.cluster.control.pods.select(SYSTEM_NAMESPACE, { 'k8s-app': 'kube-dns' }).flatMap(podIPs);
    return policies.flatMap((policy): Finding[] => {
      if (asksDns(look, policy, servers)) return [];
      const object = keyOf(policy);
      const dns = {
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': SYSTEM_NAMESPACE } } }],
        ports: [
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
        ],
      };
      const ref = { object, path: 'spec.egress' };
      return [
        {
          ref,
          severity: 'warning',
          message: ['noDns', policy.metadata.name],
          hint: ['allowDns'],
          mends: [{ title: ['allowDns'], set: [{ ref, value: [...(policy.spec.egress ?? []), dns] }] }],
        },
      ];
    });
  },
};

/** Whether the Pods of a policy may ask, or nothing can be said about it. */
function asksDns({ cluster }: Look, policy: NetworkPolicy, servers: readonly string[]): boolean {
  if (!policy.spec.policyTypes.includes('Egress') || !policy.spec.egress?.length || servers.length === 0) return true;
  const [pod] = [...cluster.control.pods.inNamespace(policy.metadata.namespace ?? '')].filter(
    (one) => isUp(one) && !one.spec.hostNetwork && matchesSelector(policy.spec.podSelector ?? {}, one.metadata.labels),
  );
  const [src] = pod ? podIPs(pod) : [];
  if (!pod || src === undefined) return true;
  return servers.some((dst) => {
    const packet = { protocol: 'udp', src, sport: 1024, dst, dport: 53, flags: '', mark: 0 } as const;
    return judge(cluster, policiesFor(cluster, pod, 'Egress'), pod, 'Egress', packet).allowedBy !== undefined;
  });
}
