import type { NetworkPolicy, PolicyRule, PolicyType } from '../../model/NetworkPolicy.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Pod } from '../../model/Pod.ts';
import type { RuleTried } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { peerAt, peerText, whyNotPeers } from './peers.ts';
import { policiesFor } from './policiesFor.ts';
import { portText, whyNotPorts } from './ports.ts';

/** What the policies of a Pod say of a packet that begins a connection. */
export interface Judgement {
  /** The rule that allows it; undefined when none does. */
  allowedBy: RuleTried | undefined;
  /** The rules that it was held against, policy by policy. */
  tried: RuleTried[];
}

/**
 * Holds a packet against the NetworkPolicies that isolate a Pod in one direction; undefined when none does. Rules
 * only ever allow, and one is enough, so policies have no order (k8s.io/api: networking/v1, types.go;
 * kube-network-policies: pkg/networkpolicy/networkpolicy.go, evaluator).
 */
export function judge(cluster: Cluster, pod: Pod, type: PolicyType, packet: Packet): Judgement | undefined {
  const policies = policiesFor(cluster, pod, type);
  if (policies.length === 0) return undefined;
  const tried: RuleTried[] = [];
  for (const policy of policies) {
    const rules = rulesOf(policy, type);
    if (rules.length === 0) tried.push(allowsNothing(policy, type));
    for (const [i, rule] of rules.entries()) {
      const one = tryRule(cluster, pod, policy, type, rule, i, packet);
      tried.push(one);
      if (one.matched) return { allowedBy: one, tried };
    }
  }
  return { allowedBy: undefined, tried };
}

const rulesOf = ({ spec }: NetworkPolicy, type: PolicyType): PolicyRule[] =>
  (type === 'Ingress' ? spec.ingress : spec.egress) ?? [];

function tryRule(
  cluster: Cluster,
  pod: Pod,
  policy: NetworkPolicy,
  type: PolicyType,
  rule: PolicyRule,
  index: number,
  packet: Packet,
): RuleTried {
  const ingress = type === 'Ingress';
  const peer = peerAt(cluster, ingress ? packet.src : packet.dst);
  const whyNotPeer = whyNotPeers(cluster, ingress ? rule.from : rule.to, policy.metadata.namespace ?? '', peer);
  const whyNotPort = whyNotPorts(rule.ports, packet, ingress ? pod : peer.pod);
  const path = `spec.${type.toLowerCase()}[${index}]`;
  const culprit = whyNotPeer !== undefined ? (ingress ? '.from' : '.to') : whyNotPort !== undefined ? '.ports' : '';
  const reasons = [whyNotPeer, whyNotPort].filter((reason) => reason !== undefined);
  const verb = ingress ? 'lets it in' : 'lets it out';
  return {
    ruleId: `${keyOf(policy)} ${path}`,
    chain: `NetworkPolicy ${nameOf(policy)}`,
    text: ruleText(rule, type),
    matched: reasons.length === 0,
    note: reasons.length === 0 ? verb : reasons.join(', and '),
    because: [{ object: keyOf(policy), path: path + culprit }],
  };
}

/** A policy without rules of this direction isolates, and allows nothing. */
function allowsNothing(policy: NetworkPolicy, type: PolicyType): RuleTried {
  const list = type.toLowerCase();
  const written = rulesOf(policy, type) === policy.spec[list as 'ingress' | 'egress'];
  return {
    ruleId: `${keyOf(policy)} ${list}`,
    chain: `NetworkPolicy ${nameOf(policy)}`,
    text: `no ${list} rule`,
    matched: false,
    note: 'allows nothing',
    because: [{ object: keyOf(policy), path: written ? `spec.${list}` : 'spec.podSelector' }],
  };
}

/** `from Pods app=shop or 10.0.0.0/8 to 8080/TCP`. */
function ruleText({ from, to, ports }: PolicyRule, type: PolicyType): string {
  const peers = (type === 'Ingress' ? from : to)?.map(peerText).join(' or ') || 'anywhere';
  const text = ports?.map(portText).join(', ') || 'any port';
  return type === 'Ingress' ? `from ${peers} to ${text}` : `to ${peers}, ${text}`;
}

/** `web`, or `shop/cart` outside the Namespace default. */
export const nameOf = ({ metadata }: NetworkPolicy): string =>
  metadata.namespace === 'default' ? metadata.name : `${metadata.namespace}/${metadata.name}`;
