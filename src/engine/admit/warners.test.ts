import { expect, test } from 'vitest';
import { parseText } from '../parse/parse.ts';
import type { Fields } from './Fields.ts';
import { WARNERS } from './warners.ts';

// The words of pkg/api/*/warnings.go and of the strategies in pkg/registry.

/** What is told of a manifest as it is created, or changed from `old`. */
function warningsAbout(manifest: string, old?: string): string[] {
  const [object, before] = [manifest, old].map((text) =>
    text === undefined ? undefined : (parseText(text).documents[0]?.value as Fields),
  ) as [Fields, Fields | undefined];
  return WARNERS[object['kind'] as string]?.(object, before) ?? [];
}

const FRACTION = 'is invalid, must be an integer';

test.each([
  [
    'bytes that are none',
    'kind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c, resources: {limits: {memory: 128m, cpu: 500m}, requests: {ephemeral-storage: 1500m}}}]}',
    [
      `spec.containers[0].resources.limits[memory]: fractional byte value "128m" ${FRACTION}`,
      `spec.containers[0].resources.requests[ephemeral-storage]: fractional byte value "1500m" ${FRACTION}`,
    ],
  ],
  [
    'more indices than can be told',
    'kind: Job\nmetadata: {name: a}\nspec: {completionMode: Indexed, completions: 100001, parallelism: 10001, template: {spec: {containers: []}}}',
    [
      'spec: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail',
    ],
  ],
  [
    'a name with dots',
    'kind: CronJob\nmetadata: {name: a.b}\nspec: {jobTemplate: {spec: {template: {spec: {containers: []}}}}}',
    [
      'metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]',
    ],
  ],
  [
    'files in the way of files',
    'kind: Pod\nmetadata: {name: a}\nspec: {containers: [], volumes: [{name: v, configMap: {name: conf, items: [{key: a, path: x}, {key: b, path: x/y}]}}]}',
    ['volume "v" (ConfigMap "conf"): overlapping paths: "x/y" with "x"'],
  ],
  [
    'a file without a name, which is in nobody’s way',
    'kind: Pod\nmetadata: {name: a}\nspec: {containers: [], volumes: [{name: v, configMap: {name: conf, items: [{key: a, path: "/"}, {key: b, path: /x}, {key: c, path: ""}]}}]}',
    [],
  ],
  [
    'annotations that have become fields',
    'kind: Pod\nmetadata: {name: a, annotations: {container.apparmor.security.beta.kubernetes.io/c: runtime/default, seccomp.security.alpha.kubernetes.io/pod: docker/default}}\nspec: {containers: [{name: c}]}',
    [
      'metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]: deprecated since v1.30; use the "appArmorProfile" field instead',
      'metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]: non-functional in v1.27+; use the "seccompProfile" field instead',
    ],
  ],
  [
    'a volume of old',
    'kind: PersistentVolume\nmetadata: {name: a, annotations: {volume.beta.kubernetes.io/storage-class: x}}\nspec: {persistentVolumeReclaimPolicy: Recycle, glusterfs: {}}',
    [
      'metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "storageClassName" attribute instead',
      'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.',
      'spec.glusterfs: deprecated in v1.25, non-functional in v1.26+',
    ],
  ],
  [
    'more requested than may be used',
    'kind: ResourceQuota\nmetadata: {name: a}\nspec: {hard: {cpu: "4", limits.cpu: "2"}}',
    ['ResourceQuota cpu (4) should be less than limits.cpu (2)'],
  ],
  [
    'an IPv6 range that is not short',
    'kind: NetworkPolicy\nmetadata: {name: a}\nspec: {egress: [{to: [{ipBlock: {cidr: "fd00:0::/64"}}]}]}',
    [
      'spec.egress[0].to[0].ipBlock.cidr: IPv6 CIDR value "fd00:0::/64" should be in RFC 5952 canonical format ("fd00::/64")',
    ],
  ],
])('%s', (_, manifest, warnings) => {
  expect(warningsAbout(manifest)).toEqual(warnings);
});

test('an update that leaves the spec alone is told nothing', () => {
  const deployment = (label: string) =>
    `kind: Deployment\nmetadata: {name: a.b, labels: {l: ${label}}}\nspec: {template: {metadata: {}, spec: {nodeSelector: {beta.kubernetes.io/os: linux}, containers: [{name: c}]}}}`;
  expect(warningsAbout(deployment('x'))).toHaveLength(2);
  expect(warningsAbout(deployment('y'), deployment('x'))).toEqual([]);
});

test('no more indices than can be told', () => {
  const job = (completions: number, parallelism: number): string[] =>
    warningsAbout(
      `kind: Job\nmetadata: {name: a}\nspec: {completionMode: Indexed, completions: ${completions}, parallelism: ${parallelism}, template: {spec: {containers: []}}}`,
    );
  expect([job(100_001, 10_000), job(100_000, 10_001)]).toEqual([[], []]);
  expect(job(100_001, 10_001)).toHaveLength(1);
});
