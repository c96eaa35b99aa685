import { beforeAll, expect, test } from 'vitest';
import { openCluster } from '../cluster/open.ts';
import { readSettings } from '../cluster/settings.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { parseText } from '../parse/parse.ts';
import { createObject, patchObject } from './api.ts';
import namespaces from './podSecurityNamespaces.yaml?raw';
import answers from './podSecurityRefusals.txt?raw';
import manifests from './podSecurityRefusals.yaml?raw';
import { WARNERS } from './warners.ts';
import { bringWarnings } from './warnings.ts';

const open = (): Cluster => openCluster(readSettings([]).settings, []);

const pod = (name: string, spec: object, container: object = {}): unknown => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { ...spec, containers: [{ name: 'web', image: 'nginx:1', ...container }] },
});

const label = (cluster: Cluster, labels: object): string[] => {
  const response = patchObject(cluster, 'Namespace', undefined, 'default', 'merge', { metadata: { labels } }, {});
  return response.ok ? response.warnings : [response.status.message];
};

const told = (cluster: Cluster, value: unknown): string => {
  const response = createObject(cluster, value, { dryRun: true });
  return response.ok ? response.warnings.join('\n') : response.status.message;
};

beforeAll(() => bringWarnings(WARNERS));

const GOOD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const SAFE = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

test('a level that is enforced refuses Pods, and workloads hear of it', () => {
  const cluster = open();
  label(cluster, { 'pod-security.kubernetes.io/enforce': 'restricted' });
  expect(told(cluster, pod('a', {}))).toBe(
    'pods "a" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "web" ' +
      'must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "web" must set ' +
      'securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "web" must set ' +
      'securityContext.runAsNonRoot=true), seccompProfile (pod or container "web" must set ' +
      'securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
  );
  expect(told(cluster, pod('b', { securityContext: GOOD }, { securityContext: SAFE }))).toBe('');
  const { seccompProfile, ...others } = GOOD;
  expect(told(cluster, pod('c', { securityContext: others }, { securityContext: { ...SAFE, seccompProfile } }))).toBe(
    '',
  );
  const unmasked = { hostUsers: false, initContainers: [{ name: 'masked', image: 'nginx:1' }] };
  expect(told(cluster, pod('d', unmasked, { securityContext: { procMount: 'Unmasked' } }))).toContain(
    'procMount (container "web" must not set securityContext.procMount to "Unmasked")',
  );
  const template = { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'web', image: 'nginx:1' }] } };
  const spec = { selector: { matchLabels: { a: 'b' } }, template };
  const workload = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec };
  expect(told(cluster, workload)).toMatch(/^would violate PodSecurity "restricted:latest": allowPrivilegeEscalation/);
});

test('the baseline forbids what reaches for the host', () => {
  const cluster = open();
  label(cluster, { 'pod-security.kubernetes.io/enforce': 'baseline' });
  const volumes = [{ name: 'h', hostPath: { path: '/' } }];
  const container = {
    ports: [{ containerPort: 80, hostPort: 80 }],
    securityContext: { privileged: true, capabilities: { add: ['NET_ADMIN'] } },
  };
  expect(told(cluster, pod('a', { hostPID: true, volumes }, container))).toContain(
    'non-default capabilities (container "web" must not include "NET_ADMIN" in securityContext.capabilities.add), host ' +
      'namespaces (hostPID=true), hostPath volumes (volume "h"), hostPort (container "web" uses hostPort 80), privileged ' +
      '(container "web" must not set securityContext.privileged=true)',
  );
  expect(told(cluster, pod('b', {}))).toBe('');
});

test('a Namespace tells of Pods that it would no longer allow, and takes no level that is none', () => {
  const cluster = open();
  createObject(cluster, pod('old', { hostPID: true }), {});
  expect(label(cluster, { 'pod-security.kubernetes.io/enforce': 'baseline' })).toEqual([
    'existing pods in namespace "default" violate the new PodSecurity enforce level "baseline:latest"',
    'old: host namespaces',
  ]);
  expect(label(cluster, { 'pod-security.kubernetes.io/enforce': 'strict' })).toEqual([
    'Namespace "default" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
  ]);
});

// Every word of it is a 1.36.3 API server's.
test('every check of both levels has its words, of one and of several', () => {
  const [levels, asked] = [namespaces, manifests].map((text) => parseText(text).documents.map(({ value }) => value));
  const given = asked?.map((manifest) => {
    const cluster = open();
    for (const namespace of levels ?? []) createObject(cluster, namespace, {});
    const response = createObject(cluster, manifest, {});
    const warnings = (response.warnings ?? []).map((warning) => `Warning: ${warning}`);
    return [...warnings, response.ok ? 'created' : response.status.message].join('\n');
  });
  expect(given?.join('\n\n').split('\n')).toEqual(answers.trimEnd().split('\n'));
});
