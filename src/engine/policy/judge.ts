import type { Note, PolicyText } from '../../model/Message.ts';
import type { NetworkPolicy, PolicyRule, PolicyType } from '../../model/NetworkPolicy.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Pod } from '../../model/Pod.ts';
import type { RuleTried } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { peerAt, peerText, whyNotPeers } from './peers.ts';
import { portText, whyNotPorts } from './ports.ts';

/** What the policies of a Pod say of a packet that begins a connection. */
export interface Judgement {
  /** The rule that allows it; undefined when none does. */
  allowedBy: RuleTried | undefined;
  /** The rules that it was held against, policy by policy. */
  tried: RuleTried[];
}

/**
 * Holds a packet against the NetworkPolicies that isolate a Pod in one direction (`policiesFor`). Rules only ever
 * allow, and one is enough, so policies have no order (k8s.io/api: networking/v1, types.go; kube-network-policies:
 * pkg/networkpolicy/networkpolicy.go, evaluator).
 */
export function judge(
  cluster: Cluster,
  policies: readonly NetworkPolicy[],
  pod: Pod,
  type: PolicyType,
  packet: Packet,
): Judgement {
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
  const culprit = whyNotPeer.length > 0 ? (ingress ? '.from' : '.to') : whyNotPort.length > 0 ? '.ports' : '';
  const matched = whyNotPeer.length + whyNotPort.length === 0;
  const note: Note = !matched ? ['misses', whyNotPeer, whyNotPort] : [ingress ? 'letsIn' : 'letsOut'];
  return {
    ruleId: `${keyOf(policy)} ${path}`,
    chain: `NetworkPolicy ${nameOf(policy)}`,
    text: ruleText(rule, type),
    matched,
    note,
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
    text: ['none', type],
    matched: false,
    note: ['allowsNothing'],
    because: [{ object: keyOf(policy), path: written ? `spec.${list}` : 'spec.podSelector' }],
  };
}

const ruleText = ({ from, to, ports = [] }: PolicyRule, type: PolicyType): PolicyText => [
  'rule',
  type,
  ((type === 'Ingress' ? from : to) ?? []).map(peerText),
  ports.map(portText),
];

/** `web`, or `shop/cart` outside the Namespace default. */
export const nameOf = ({ metadata }: NetworkPolicy): string =>
  metadata.namespace === 'default' ? metadata.name : `${metadata.namespace}/${metadata.name}`;
