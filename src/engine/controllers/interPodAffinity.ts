import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { valueAt } from '../plain.ts';
import { affinityOf, type PodAffinityTerm } from './affinityOf.ts';
import { matchesSelector } from './labels.ts';

/** interpodaffinity: the existing Pods' anti-affinity, then the Pod's own rules. */
export function interPodAffinity(cluster: Cluster, pod: Pod, node: Node): string[] {
  const own = affinityOf(pod);
  const required = own.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const anti = own.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const meets = (term: PodAffinityTerm, holder: Pod, other: Pod): boolean =>
    (term.namespaces?.length ? term.namespaces : [holder.metadata.namespace]).includes(other.metadata.namespace) &&
    matchesSelector(term.labelSelector, other.metadata.labels);
  if (required.length > 0 || anti.length > 0) {
    const inDomain = (term: PodAffinityTerm): Pod[] => podsInDomain(cluster, node, term.topologyKey);
    const alone = (term: PodAffinityTerm): boolean =>
      meets(term, pod, pod) && !cluster.store.list<Pod>('Pod').some((p) => p.spec.nodeName && meets(term, pod, p));
    for (const term of required) {
      if (valueAt(node.metadata.labels, term.topologyKey) === undefined)
        return ["node(s) didn't match pod affinity rules"];
      if (!inDomain(term).some((p) => meets(term, pod, p)) && !alone(term))
        return ["node(s) didn't match pod affinity rules"];
    }
    if (anti.some((term) => inDomain(term).some((p) => meets(term, pod, p))))
      return ["node(s) didn't match pod anti-affinity rules"];
  }
  for (const other of cluster.control.antiAffine.values()) {
    const terms = affinityOf(other).podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    const home = cluster.store.get<Node>('Node', undefined, other.spec.nodeName ?? '');
    const hit = terms.some((term) => {
      const domain = valueAt(home?.metadata.labels, term.topologyKey);
      return (
        domain !== undefined && domain === valueAt(node.metadata.labels, term.topologyKey) && meets(term, other, pod)
      );
    });
    if (hit) return ["node(s) didn't satisfy existing pods anti-affinity rules"];
  }
  return [];
}

function podsInDomain(cluster: Cluster, node: Node, topologyKey: string): Pod[] {
  const domain = valueAt(node.metadata.labels, topologyKey);
  if (domain === undefined) return [];
  const nodes = cluster.store.list<Node>('Node').filter((n) => valueAt(n.metadata.labels, topologyKey) === domain);
  return nodes.flatMap((n) => [...cluster.control.pods.onNode(n.metadata.name)]);
}
