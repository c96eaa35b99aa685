import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Fields } from '../Fields.ts';
import { qosClass } from '../podDefaults.ts';

/** A quota's scopes and its scopeSelector as one list (apiserver: resourcequota/controller.go, getScopeSelectorsFromQuota). */
export const scopesOf = ({ scopes = [], scopeSelector }: Fields): Fields[] => [
  ...(scopes as string[]).map((scopeName) => ({ scopeName, operator: 'Exists' })),
  ...(scopeSelector?.matchExpressions ?? []),
];

/** Whether an object counts for a quota that has scopes; only Pods have any here (evaluator/core/pods.go). */
export const isInScopes = (object: KubeObject, scopes: readonly Fields[]): boolean =>
  scopes.every((scope) => object.kind === 'Pod' && isInScope((object as Fields)['spec'], scope));

function isInScope(spec: Fields, { scopeName, operator, values = [] }: Fields): boolean {
  switch (scopeName) {
    case 'Terminating':
      return spec['activeDeadlineSeconds'] >= 0;
    case 'NotTerminating':
      return !(spec['activeDeadlineSeconds'] >= 0);
    case 'BestEffort':
      return qosClass(spec) === 'BestEffort';
    case 'NotBestEffort':
      return qosClass(spec) !== 'BestEffort';
    case 'PriorityClass': {
      const name: string = spec['priorityClassName'] ?? '';
      if (operator === 'Exists') return name !== '';
      if (operator === 'DoesNotExist') return name === '';
      return operator === 'In' ? values.includes(name) : !values.includes(name);
    }
    case 'CrossNamespacePodAffinity':
      return affinityTerms(spec).some(({ namespaces, namespaceSelector }) => namespaces?.length || namespaceSelector);
    default:
      return false;
  }
}

const affinityTerms = (spec: Fields): Fields[] =>
  [spec['affinity']?.podAffinity, spec['affinity']?.podAntiAffinity].flatMap((rules: Fields | undefined) => [
    ...(rules?.['requiredDuringSchedulingIgnoredDuringExecution'] ?? []),
    ...(rules?.['preferredDuringSchedulingIgnoredDuringExecution'] ?? []).map((w: Fields) => w['podAffinityTerm']),
  ]);
