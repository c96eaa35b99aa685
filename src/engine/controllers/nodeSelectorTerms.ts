import type { Node } from '../../model/Node.ts';
import { matchesRequirement } from './labels.ts';

export interface NodeSelectorTerm {
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
  matchFields?: { key: string; operator: string; values?: string[] }[];
}

/** component-helpers: scheduling/corev1/nodeaffinity; one term is enough, and an empty one matches nothing. */
export function matchesTerms(terms: readonly NodeSelectorTerm[], { metadata: { name, labels = {} } }: Node): boolean {
  const fields = { 'metadata.name': name };
  return terms.some(({ matchExpressions = [], matchFields = [] }) => {
    if (matchExpressions.length + matchFields.length === 0) return false;
    return (
      matchExpressions.every((r) => matchesRequirement(r.key, r.operator, r.values ?? [], labels)) &&
      matchFields.every((r) => matchesRequirement(r.key, r.operator, r.values ?? [], fields))
    );
  });
}
