import type { NetworkPolicy } from '../../model/NetworkPolicy.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { matchesSelector } from '../controllers/labels.ts';
import { findPort } from '../controllers/podEndpoints.ts';
import { cidrContains, parseCidr } from '../net/cidr.ts';
import { judge } from '../policy/judge.ts';
import { policiesFor } from '../policy/policiesFor.ts';
import { isUp, nodeIPs, podIPs } from '../proxy/nodeNetwork.ts';
import type { Check, Look, Selected } from './Check.ts';
import type { Finding } from './Finding.ts';

/**
 * A NetworkPolicy that lets in a range of clients outside, in front of Pods whose Service has externalTrafficPolicy
 * Cluster: the Node that took the packet has put its own address in the place of the client's.
 */
export const blockNeverMatches: Check = {
  code: 'policy/snat',
  docs: 'concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  scenario: 'policy-after-snat',
  find: (look) =>
    look.cluster.store.list<NetworkPolicy>('NetworkPolicy').flatMap((policy) => {
      const blocks = outsideBlocks(look, policy);
      if (blocks.length === 0) return [];
      return look.services.flatMap((one): Finding[] => {
        const [pod] = one.pods.filter(
          (p) => isUp(p) && matchesSelector(policy.spec.podSelector ?? {}, p.metadata.labels),
        );
        const { type, externalTrafficPolicy } = one.service.spec;
        const outside = type === 'NodePort' || type === 'LoadBalancer';
        if (!pod || !outside || externalTrafficPolicy === 'Local' || one.namespace !== policy.metadata.namespace)
          return [];
        if (nodesGetIn(look, one, pod)) return [];
        const [block] = blocks;
        const ref = { object: one.key, path: 'spec.externalTrafficPolicy' };
        return [
          {
            ref: { object: keyOf(policy), path: block?.path ?? '' },
            severity: 'warning',
            message: ['blockNeverMatches', policy.metadata.name, block?.cidr ?? '', one.name],
            hint: ['nodesAddressSeen'],
            evidence: [ref],
            mends: [{ title: ['setField', 'externalTrafficPolicy', 'Local'], set: [{ ref, value: 'Local' }] }],
          },
        ];
      });
    }),
};

/** Ranges of a policy's ingress that are neither Pods' nor Nodes'. */
function outsideBlocks({ cluster }: Look, { spec }: NetworkPolicy): { path: string; cidr: string }[] {
  const inside = [
    ...cluster.settings.podSubnets.flatMap((text) => parseCidr(text)?.base ?? []),
    ...cluster.store.list<Node>('Node').flatMap(nodeIPs),
  ];
  return (spec.ingress ?? []).flatMap(({ from = [] }, i) =>
    from.flatMap(({ ipBlock }, j) => {
      const range = ipBlock && parseCidr(ipBlock.cidr);
      if (!range || inside.some((ip) => (typeof ip === 'string' ? cidrContains(range, ip) : range.base === ip)))
        return [];
      return [{ path: `spec.ingress[${i}].from[${j}].ipBlock.cidr`, cidr: ipBlock.cidr }];
    }),
  );
}

/** Whether what a Node has masqueraded gets to the Pod. */
function nodesGetIn({ cluster }: Look, one: Selected, pod: Pod): boolean {
  const [port] = one.service.spec.ports ?? [];
  const dport = port && findPort(pod, port);
  const others = cluster.store.list<Node>('Node').filter(({ metadata }) => metadata.name !== pod.spec.nodeName);
  const [src] = others.flatMap(nodeIPs);
  const [dst] = podIPs(pod);
  if (dport === undefined || src === undefined || dst === undefined) return true;
  const protocol = port?.protocol.toLowerCase() as 'tcp' | 'udp' | 'sctp';
  const packet = { protocol, src, sport: 1024, dst, dport, flags: '', mark: 0 } as const;
  return judge(cluster, policiesFor(cluster, pod, 'Ingress'), pod, 'Ingress', packet).allowedBy !== undefined;
}
