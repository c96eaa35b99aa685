import { expect, test } from 'vitest';
import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Fields } from '../Fields.ts';
import { isInScopes, scopesOf } from './scopes.ts';

const pod = (spec: Fields): KubeObject =>
  ({ kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'c' }], ...spec } }) as unknown as KubeObject;

const plain = pod({});
const ending = pod({ activeDeadlineSeconds: 0 });
const asking = pod({ containers: [{ name: 'a' }, { name: 'b', resources: { requests: { cpu: '1' } } }] });
const limited = pod({ initContainers: [{ name: 'i', resources: { limits: { memory: '1Mi' } } }] });
const onDisk = pod({ containers: [{ name: 'c', resources: { requests: { 'ephemeral-storage': '1Gi' } } }] });
const asWhole = pod({ resources: { requests: { cpu: '1' } } });
const high = pod({ priorityClassName: 'high' });
const near = (kind: string, rule: string, term: Fields): KubeObject =>
  pod({
    affinity: { [kind]: { [rule]: rule.startsWith('required') ? [term] : [{ weight: 1, podAffinityTerm: term }] } },
  });
const [HARD, SOFT] = [
  'requiredDuringSchedulingIgnoredDuringExecution',
  'preferredDuringSchedulingIgnoredDuringExecution',
];
const classed = (operator: string, ...values: string[]): Fields => ({
  scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator, ...(values[0] ? { values } : {}) }] },
});

// kubernetes.io/docs/concepts/policy/resource-quotas, "Quota scopes"; pkg/quota/v1/evaluator/core/pods.go, podMatchesScopeFunc
test.each<[quota: Fields, object: KubeObject, counts: boolean]>([
  [{}, plain, true],
  [{ scopes: ['Terminating'] }, ending, true],
  [{ scopes: ['Terminating'] }, plain, false],
  [{ scopes: ['NotTerminating'] }, plain, true],
  [{ scopes: ['NotTerminating'] }, ending, false],
  [{ scopes: ['BestEffort'] }, plain, true],
  [{ scopes: ['BestEffort'] }, onDisk, true],
  [{ scopes: ['BestEffort'] }, asking, false],
  [{ scopes: ['BestEffort'] }, asWhole, false],
  [{ scopes: ['BestEffort'] }, limited, false],
  [{ scopes: ['NotBestEffort'] }, asking, true],
  [{ scopes: ['NotBestEffort'] }, limited, true],
  [{ scopes: ['NotBestEffort'] }, plain, false],
  [{ scopes: ['NotBestEffort', 'Terminating'] }, asking, false],
  [{ scopes: ['PriorityClass'] }, high, true],
  [{ scopes: ['PriorityClass'] }, plain, false],
  [classed('Exists'), high, true],
  [classed('DoesNotExist'), high, false],
  [classed('DoesNotExist'), plain, true],
  [classed('In', 'low', 'high'), high, true],
  [classed('In', 'low'), high, false],
  [classed('In', 'low'), plain, false],
  [classed('NotIn', 'low'), high, true],
  [classed('NotIn', 'low', 'high'), high, false],
  [{ scopes: ['CrossNamespacePodAffinity'] }, plain, false],
  [{ scopes: ['CrossNamespacePodAffinity'] }, near('podAffinity', HARD, {}), false],
  [{ scopes: ['CrossNamespacePodAffinity'] }, near('podAffinity', HARD, { namespaces: ['a'] }), true],
  [{ scopes: ['CrossNamespacePodAffinity'] }, near('podAffinity', SOFT, { namespaceSelector: {} }), true],
  [{ scopes: ['CrossNamespacePodAffinity'] }, near('podAntiAffinity', HARD, { namespaceSelector: {} }), true],
  [{ scopes: ['CrossNamespacePodAffinity'] }, near('podAntiAffinity', SOFT, { namespaces: ['a'] }), true],
  [{ scopes: ['VolumeAttributesClass'] }, plain, false],
  [{ scopes: ['Terminating'] }, { ...ending, kind: 'Service' } as KubeObject, false],
])('a quota of %j and %j', (quota, object, counts) => {
  expect(isInScopes(object, scopesOf(quota))).toBe(counts);
});
