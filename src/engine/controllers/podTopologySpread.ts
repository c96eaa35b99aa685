import type { LabelSelector } from '../../model/KubeObject.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { valueAt } from '../plain.ts';
import { matchesSelector } from './labels.ts';

interface Constraint {
  topologyKey: string;
  maxSkew: number;
  minDomains?: number;
  whenUnsatisfiable?: string;
  labelSelector?: LabelSelector;
  matchLabelKeys?: string[];
  nodeAffinityPolicy?: 'Honor' | 'Ignore';
  nodeTaintsPolicy?: 'Honor' | 'Ignore';
}

const REFUSES = "node(s) didn't match pod topology spread constraints";

/**
 * What the hard spread constraints of a Pod have against a Node (plugins: podtopologyspread/filtering.go). `suits` and
 * `isTolerated` say of a Node whether the Pod's own rules admit it: constraints count in such Nodes.
 */
export function topologySpread(
  cluster: Cluster,
  pod: Pod,
  node: Node,
  suits: (node: Node) => boolean,
  isTolerated: (node: Node) => boolean,
): string[] {
  const given = (pod.spec['topologySpreadConstraints'] ?? []) as Constraint[];
  const hard = given.filter(({ whenUnsatisfiable }) => whenUnsatisfiable !== 'ScheduleAnyway');
  if (hard.length === 0) return [];
  if (hard.some(({ topologyKey }) => valueAt(node.metadata.labels, topologyKey) === undefined))
    return [`${REFUSES} (missing required label)`];
  return hard.some((constraint) => skews(cluster, pod, node, constraint, hard, suits, isTolerated)) ? [REFUSES] : [];
}

function skews(
  cluster: Cluster,
  pod: Pod,
  node: Node,
  constraint: Constraint,
  hard: readonly Constraint[],
  suits: (node: Node) => boolean,
  isTolerated: (node: Node) => boolean,
): boolean {
  const { topologyKey, maxSkew, minDomains = 1, nodeAffinityPolicy, nodeTaintsPolicy } = constraint;
  const selector = selectorOf(constraint, pod);
  const counts = new Map<string, number>();
  for (const other of cluster.store.list<Node>('Node')) {
    const { labels } = other.metadata;
    if (hard.some((one) => valueAt(labels, one.topologyKey) === undefined)) continue;
    if (nodeAffinityPolicy !== 'Ignore' && !suits(other)) continue;
    if (nodeTaintsPolicy === 'Honor' && !isTolerated(other)) continue;
    const domain = valueAt(labels, topologyKey) ?? '';
    let matching = counts.get(domain) ?? 0;
    for (const there of cluster.control.pods.onNode(other.metadata.name)) if (counted(there)) matching++;
    counts.set(domain, matching);
  }
  function counted({ metadata }: Pod): boolean {
    if (metadata.namespace !== pod.metadata.namespace || metadata.deletionTimestamp) return false;
    return matchesSelector(selector, metadata.labels);
  }
  const least = counts.size < minDomains ? 0 : Math.min(...counts.values());
  const own = counts.get(valueAt(node.metadata.labels, topologyKey) ?? '') ?? 0;
  return own + (matchesSelector(selector, pod.metadata.labels) ? 1 : 0) - least > maxSkew;
}

/** Pods of the same template only, with `matchLabelKeys: [pod-template-hash]`. */
function selectorOf({ labelSelector = {}, matchLabelKeys = [] }: Constraint, pod: Pod): LabelSelector {
  const more = matchLabelKeys.flatMap((key) => {
    const value = valueAt(pod.metadata.labels, key);
    return value === undefined ? [] : [[key, value]];
  });
  return { ...labelSelector, matchLabels: { ...labelSelector.matchLabels, ...Object.fromEntries(more) } };
}
