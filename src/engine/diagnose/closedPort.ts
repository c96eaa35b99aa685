import type { NetworkPolicy, PolicyRule } from '../../model/NetworkPolicy.ts';
import type { Pod } from '../../model/Pod.ts';
import type { ServicePort } from '../../model/Service.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { findPort } from '../controllers/podEndpoints.ts';
import { policiesFor } from '../policy/policiesFor.ts';
import { whyNotPorts } from '../policy/ports.ts';
import { isUp } from '../proxy/nodeNetwork.ts';
import type { Check, Look } from './Check.ts';
import type { Finding } from './Finding.ts';
import { connectionTo } from './look.ts';

/** A port of a Service whose Pods are all isolated, and that no rule of their policies has. */
export const closedPort: Check = {
  code: 'policy/port',
  docs: 'concepts/services-networking/network-policies/',
  find: (look) =>
    look.cluster.store.count('NetworkPolicy') === 0
      ? []
      : look.services.flatMap((one): Finding[] => {
          const pods = one.pods.filter((pod) => isUp(pod));
          for (const [i, port] of (one.service.spec.ports ?? []).entries()) {
            const closed = pods.map((pod) => closedTo(look, pod, port));
            const [first] = closed;
            if (!first || closed.includes(undefined)) continue;
            const { policy, target } = first;
            const at = ruleWithPort(policy, port.port);
            const ref = { object: keyOf(policy), path: at ?? 'spec.podSelector' };
            const shows = connectionTo(look, one, i);
            return [
              {
                ref,
                severity: 'warning',
                message: ['closedPort', port.port, one.name, policy.metadata.name, `${target}/${port.protocol}`],
                hint: at ? ['portOfPod', target, port.port] : ['addIngress', target],
                evidence: [{ object: one.key, path: `spec.ports[${i}]` }],
                ...(shows && { shows }),
                ...(at && { mends: [{ title: ['allow', target], set: [{ ref, value: target }] }] }),
              },
            ];
          }
          return [];
        }),
};

const ingressOf = ({ spec }: NetworkPolicy): PolicyRule[] => spec.ingress ?? [];

/** The first policy that closes a Pod's port for everybody, and its number; undefined when someone may get in. */
function closedTo(
  { cluster }: Look,
  pod: Pod,
  port: ServicePort,
): { policy: NetworkPolicy; target: number } | undefined {
  const policies = policiesFor(cluster, pod, 'Ingress');
  const target = findPort(pod, port);
  const [policy] = policies;
  // policies without any rule shut a Pod off on purpose
  if (!policy || target === undefined || policies.every((one) => ingressOf(one).length === 0)) return undefined;
  const aim = { protocol: port.protocol.toLowerCase() as 'tcp' | 'udp' | 'sctp', dport: target };
  const open = policies.some((one) => ingressOf(one).some((rule) => whyNotPorts(rule.ports, aim, pod).length === 0));
  return open ? undefined : { policy: policies.find((one) => ruleWithPort(one, port.port)) ?? policy, target };
}

/** Where a policy names a port by number. */
function ruleWithPort(policy: NetworkPolicy, number: number): string | undefined {
  for (const [i, rule] of ingressOf(policy).entries())
    for (const [j, port] of (rule.ports ?? []).entries())
      if (port.port === number) return `spec.ingress[${i}].ports[${j}].port`;
  return undefined;
}
