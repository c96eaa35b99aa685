import type { PolicyType } from '../../model/NetworkPolicy.ts';
import type { Reason } from '../../model/Message.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Step } from '../../model/Trace.ts';
import { podBehind } from '../kernel/routing.ts';
import { judge } from '../policy/judge.ts';
import { policiesFor } from '../policy/policiesFor.ts';
import { denialReason } from './denialReason.ts';
import type { Inside } from './Inside.ts';

/**
 * Asks the NetworkPolicies of the Pods at this Node's ends of a packet, for the first packet of a connection: those
 * of the Pod that it comes from, then those of the Pod that it goes to. They stand in POSTROUTING, before sources
 * are changed: behind every change of the destination, and behind the masquerade of other Nodes but not this one's.
 * What the Node itself sends or takes is not asked about, nor is ICMPv6, which finds neighbours. What IPVS sends on
 * looks as if the Node had sent it, but belongs to none of its processes, so that it is asked about like the rest
 * (kube-network-policies: pkg/networkpolicy/controller.go, syncNFTablesRules). `denied` says why, if they deny.
 */
export function police(inside: Inside): { inside: Inside; denied: Reason[] | undefined } {
  const { cameBy, config, passage, world } = inside;
  if (cameBy === '' || passage.packet.protocol === 'icmp6') return { inside, denied: undefined };
  let judged = inside;
  const ends: [PolicyType, string][] = [
    ['Egress', cameBy],
    ['Ingress', passage.outDevice],
  ];
  for (const [type, device] of ends) {
    const key = podBehind(config, device);
    const pod = key === undefined ? undefined : world.pod(key);
    const step = pod && policyStep(judged, pod, type);
    if (!step) continue;
    judged = { ...judged, steps: [...judged.steps, step] };
    if (step.ruleId === '') return { inside: judged, denied: denialReason(world, inside.node, step, passage.packet) };
  }
  return { inside: judged, denied: undefined };
}

function policyStep({ world, passage }: Inside, pod: Pod, type: PolicyType): PolicyStep | undefined {
  const policies = policiesFor(world.cluster, pod, type);
  if (policies.length === 0) return undefined;
  const { allowedBy, tried } = judge(world.cluster, policies, pod, type, passage.packet);
  const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
  return { kind: 'policy', type, pod: key, ruleId: allowedBy?.ruleId ?? '', tried };
}

type PolicyStep = Extract<Step, { kind: 'policy' }>;
