import type { Reason } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Step } from '../../model/Trace.ts';
import { nameOf, podName, spot } from './explain.ts';
import type { World } from './World.ts';

type PolicyStep = Extract<Step, { kind: 'policy' }>;

/** Why NetworkPolicies let a packet not pass, and what to do about it. */
export function denialReason(world: World, node: string, step: PolicyStep, packet: Packet): Reason[] {
  const { src, dst, dport, protocol } = packet;
  const pod = podName(step.pod);
  const port = dport ? `${dport}/${protocol}` : '';
  const policies = [...new Set(step.tried.map((rule) => rule.chain))];
  const fix: Reason = ['allowIt', policies.length === 1 ? (policies[0] ?? '') : ''];
  if (step.type === 'Egress') {
    const hidden: Reason[] = world.asker.packet.dst !== dst ? [['policySeesPod']] : [];
    return [['deniedOut', node, pod, spot(world, dst), port], ...hidden, fix];
  }
  const from = spot(world, src);
  const denied: Reason = ['deniedIn', node, from, pod, port];
  if (src === world.asker.packet.src) return [denied, fix];
  return [denied, ['sourceReplaced', nameOf(world.asker.machine), from.name || src]];
}
