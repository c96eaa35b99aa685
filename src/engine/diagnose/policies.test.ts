import { describe, expect, it } from 'vitest';
import { examine } from '../examine.ts';

const SHOP = `apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec:
  containers:
  - {name: c, image: nginx, ports: [{name: http, containerPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: TARGET}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: guard}
spec:
`;

const found = (spec: string, target = '8080'): string[] =>
  examine(SHOP.replace('TARGET', target) + spec)
    .filter(({ code }) => code.startsWith('policy/'))
    .map(({ code, path, fixes }) =>
      [code, path, ...(fixes ?? []).map((fix) => fix.edits[0]?.text.slice(0, 8))].join(' '),
    );

describe('what a NetworkPolicy denies', () => {
  it.each([
    [
      'the port of the Service for that of the Pod',
      '  ingress: [{ports: [{port: 80}]}]\n',
      ['policy/port spec.ingress[0].ports[0].port 8080'],
    ],
    ['a port that nobody has', '  ingress: [{ports: [{port: 443}]}]\n', ['policy/port spec.podSelector']],
    ['the port of the Pod', '  ingress: [{ports: [{port: 8080}]}]\n', []],
    ['the port of the Pod by name', '  ingress: [{ports: [{port: http}]}]\n', []],
    ['a policy that shuts its Pods off on purpose', '  policyTypes: [Ingress, Egress]\n', []],
    ['labels that no Pod has', '  podSelector: {matchLabels: {app: wbe}}\n', ['policy/nothing spec.podSelector']],
    [
      'egress without DNS',
      '  policyTypes: [Egress]\n  egress: [{ports: [{port: 443}]}]\n',
      ['policy/dns spec.egress [{ports:'],
    ],
    ['egress with DNS', '  policyTypes: [Egress]\n  egress: [{ports: [{port: 53, protocol: UDP}]}]\n', []],
    ['egress to all Pods', '  policyTypes: [Egress]\n  egress: [{to: [{namespaceSelector: {}}]}]\n', []],
  ])('%s', (_, spec, expected) => {
    expect(found(spec)).toEqual(expected);
  });

  it('follows a named targetPort', () => {
    expect(found('  ingress: [{ports: [{port: 80}]}]\n', 'http')).toEqual([
      'policy/port spec.ingress[0].ports[0].port 8080',
    ]);
  });
});
