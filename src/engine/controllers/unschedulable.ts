import type { Condition } from '../../model/KubeObject.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { allocatable, nodesOf, reasonsNow, request, RESOURCES, unsuitability } from './nodeFit.ts';
import { noteEvent } from './noteEvent.ts';
import { quantity } from './quantity.ts';
import { withPodCondition } from './withPodCondition.ts';

/**
 * A Pod that no Node takes. framework.FitError: how many Nodes there are, what is against them, counted, in order of
 * the text.
 */
export function noteUnschedulable(cluster: Cluster, pod: Pod, claim: string | undefined): void {
  const nodes = nodesOf(cluster);
  const against = nodes.map((node) => (claim === undefined ? reasonsAgainst(cluster, pod, node) : [claim]));
  const count = new Map<string, number>();
  for (const reason of against.flat()) count.set(reason, (count.get(reason) ?? 0) + 1);
  const reasons = claim === undefined ? [...count].map(([reason, n]) => `${n} ${reason}`).sort() : [claim];
  const available = `0/${against.length} nodes are available`;
  const isHelpless = (reasons: readonly string[], node: Node | undefined): boolean =>
    claim !== undefined ||
    reasons.some((r) => isUnresolvable(r) || (node && r.startsWith('Insufficient') && isTooSmall(pod, node)));
  const helpless = against.filter((reasons, i) => isHelpless(reasons, nodes[i])).length;
  const preemption = [
    [helpless, 'Preemption is not helpful for scheduling'],
    [against.length - helpless, 'No preemption victims found for incoming pod'],
  ].flatMap(([n, text]) => (n ? [`${n} ${text}`] : []));
  const message =
    against.length === 0
      ? 'no nodes available to schedule pods'
      : // A PreFilter plugin that refuses the Pod leaves no Node to look for victims on.
        claim !== undefined
        ? `${available}: ${claim}. not found`
        : `${available}: ${reasons.join(', ')}. no new claims to deallocate, preemption: ${available}: ${preemption.sort().join(', ')}.`;
  const was = pod.status.conditions?.find((c) => c.type === 'PodScheduled');
  if (was?.message === message) return;
  noteEvent(cluster, pod, 'FailedScheduling', message);
  const condition: Condition = {
    lastProbeTime: null,
    lastTransitionTime: was?.lastTransitionTime ?? timestamp(cluster.now),
    message,
    observedGeneration: pod.metadata.generation ?? 1,
    reason: 'Unschedulable',
    status: 'False',
    type: 'PodScheduled',
  };
  cluster.store.put({ ...pod, status: { ...pod.status, conditions: withPodCondition(pod, condition) } });
}

/** Why a Pod cannot go to a Node: the words of the first filter plugin that refuses; none when it can. */
function reasonsAgainst(cluster: Cluster, pod: Pod, node: Node): string[] {
  const unsuitable = unsuitability(pod, node);
  return unsuitable ? [unsuitable] : reasonsNow(cluster, pod, node);
}

/** A Node that lacks what a Pod asks for even when it is empty: nobody's leaving helps (noderesources: Unresolvable). */
const isTooSmall = (pod: Pod, node: Node): boolean =>
  RESOURCES.some((resource) => request(pod, resource) > quantity(allocatable(node)[resource]) + 1e-9);

/** Preemption cannot help against these: the Node itself does not suit (UnschedulableAndUnresolvable). */
const isUnresolvable = (reason: string): boolean =>
  /untolerated|unschedulable|node affinity|to bind|pod affinity rules|missing required label/.test(reason);
