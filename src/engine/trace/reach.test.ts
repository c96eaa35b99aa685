import { expect, it } from 'vitest';
import { openSettled } from '../openSettled.ts';
import { reach } from './reach.ts';

const PODS = `apiVersion: v1
kind: Pod
metadata: {name: tool}
spec: {nodeName: n1, containers: [{name: c, image: busybox}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: n2, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.80, selector: {app: web}, ports: [{port: 80}]}
`;
const POLICY = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: only-web}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{to: [{podSelector: {matchLabels: {app: web}}}]}]
`;

const results = (text: string, url: string) => {
  const { traces } = reach(openSettled(text).opened.cluster, { kind: 'pod', namespace: 'default', name: 'tool' }, url);
  return traces.map(({ ending, hops }) => [ending.result, hops.length > 1]);
};

it('finds no address for a name when no policy lets the question out, and shows what became of the question', () => {
  expect(results(PODS, 'tcp://web:80')).toEqual([['delivered', true]]);
  expect(results(PODS + POLICY, 'tcp://10.96.0.80:80')).toEqual([['delivered', true]]);
  expect(results(PODS + POLICY, 'tcp://web:80').map(([result]) => result)).toEqual(['unresolved']);
});
