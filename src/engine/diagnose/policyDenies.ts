import type { NetworkPolicy, PolicyRule } from '../../model/NetworkPolicy.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Service, ServicePort } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { matchesSelector } from '../controllers/labels.ts';
import { judge } from '../policy/judge.ts';
import { policiesFor } from '../policy/policiesFor.ts';
import { whyNotPorts } from '../policy/ports.ts';
import { isUp, podIPs } from '../proxy/nodeNetwork.ts';
import { SYSTEM_NAMESPACE } from '../views/pods.ts';
import type { Finding } from './Finding.ts';

/** What NetworkPolicies deny that nobody meant: found without following any connection. */
export function policyDenies(cluster: Cluster): Finding[] {
  const policies = cluster.store.list<NetworkPolicy>('NetworkPolicy');
  if (policies.length === 0) return [];
  const services = cluster.store.list<Service>('Service').flatMap((service) => closedPort(cluster, service) ?? []);
  return [
    ...services,
    ...policies.flatMap((policy) => withoutPods(cluster, policy) ?? withoutDns(cluster, policy) ?? []),
  ];
}

/** A port of a Service whose Pods are all isolated, and that no rule of their policies has. */
function closedPort(cluster: Cluster, service: Service): Finding | undefined {
  const { selector, type, ports = [] } = service.spec;
  const { namespace = '', name } = service.metadata;
  if (!selector || type === 'ExternalName' || namespace === SYSTEM_NAMESPACE) return undefined;
  const pods = cluster.control.pods.select(namespace, selector).filter((pod) => isUp(pod));
  for (const port of ports) {
    const closed = pods.map((pod) => closedTo(cluster, pod, port));
    const [first] = closed;
    if (!first || closed.includes(undefined)) continue;
    const { policy, target } = first;
    const at = ruleWithPort(policy, port.port);
    return {
      ref: { object: keyOf(policy), path: at ?? 'spec.podSelector' },
      diagnostic: {
        code: 'policy/port',
        severity: 'warning',
        message: ['closedPort', port.port, name, policy.metadata.name, `${target}/${port.protocol}`],
        hint: at ? ['portOfPod', target, port.port] : ['addIngress', target],
      },
      ...(at && { replace: { title: ['allow', target], value: target } }),
    };
  }
  return undefined;
}

const ingressOf = ({ spec }: NetworkPolicy): PolicyRule[] => spec.ingress ?? [];

/** The first policy that closes a Pod's port for everybody, and its number; undefined when someone may get in. */
function closedTo(
  cluster: Cluster,
  pod: Pod,
  port: ServicePort,
): { policy: NetworkPolicy; target: number } | undefined {
  const policies = policiesFor(cluster, pod, 'Ingress');
  const target = targetOf(pod, port);
  const [policy] = policies;
  // policies without any rule shut a Pod off on purpose
  if (!policy || target === undefined || policies.every((one) => ingressOf(one).length === 0)) return undefined;
  const aim = { protocol: port.protocol.toLowerCase() as 'tcp' | 'udp' | 'sctp', dport: target };
  const open = policies.some((one) => ingressOf(one).some((rule) => whyNotPorts(rule.ports, aim, pod).length === 0));
  return open ? undefined : { policy: policies.find((one) => ruleWithPort(one, port.port)) ?? policy, target };
}

function targetOf(pod: Pod, { targetPort, protocol }: ServicePort): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  const named = pod.spec.containers.flatMap(({ ports = [] }) => ports);
  return named.find((port) => port.name === targetPort && port.protocol === protocol)?.containerPort;
}

/** Where a policy names a port by number. */
function ruleWithPort(policy: NetworkPolicy, number: number): string | undefined {
  for (const [i, rule] of ingressOf(policy).entries())
    for (const [j, port] of (rule.ports ?? []).entries())
      if (port.port === number) return `spec.ingress[${i}].ports[${j}].port`;
  return undefined;
}

function withoutPods(cluster: Cluster, policy: NetworkPolicy): Finding | undefined {
  const { namespace = '', name } = policy.metadata;
  const selector = policy.spec.podSelector ?? {};
  for (const pod of cluster.control.pods.inNamespace(namespace))
    if (matchesSelector(selector, pod.metadata.labels)) return undefined;
  return {
    ref: { object: keyOf(policy), path: 'spec.podSelector' },
    diagnostic: {
      code: 'policy/nothing',
      severity: 'info',
      message: ['policySelectsNothing', name, namespace],
      hint: ['ownNamespace'],
    },
  };
}

/** A policy that lets its Pods out to something, but not to the DNS server by which they would find it. */
function withoutDns(cluster: Cluster, policy: NetworkPolicy): Finding | undefined {
  if (!policy.spec.policyTypes.includes('Egress') || !policy.spec.egress?.length) return undefined;
  const servers = cluster.control.pods.select(SYSTEM_NAMESPACE, { 'k8s-app': 'kube-dns' }).flatMap(podIPs);
  const [pod] = [...cluster.control.pods.inNamespace(policy.metadata.namespace ?? '')].filter(
    (one) => isUp(one) && !one.spec.hostNetwork && matchesSelector(policy.spec.podSelector ?? {}, one.metadata.labels),
  );
  const [src] = pod ? podIPs(pod) : [];
  if (!pod || src === undefined || servers.length === 0) return undefined;
  const asks = (dst: string): boolean => {
    const packet = { protocol: 'udp', src, sport: 1024, dst, dport: 53, flags: '', mark: 0 } as const;
    return judge(cluster, pod, 'Egress', packet)?.allowedBy !== undefined;
  };
  if (servers.some(asks)) return undefined;
  return {
    ref: { object: keyOf(policy), path: 'spec.egress' },
    diagnostic: {
      code: 'policy/dns',
      severity: 'warning',
      message: ['noDns', policy.metadata.name],
      hint: ['allowDns'],
    },
  };
}
