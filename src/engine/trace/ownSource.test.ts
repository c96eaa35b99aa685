import { expect, test } from 'vitest';
import { openSettled } from '../openSettled.ts';
import { reach } from './reach.ts';

const text = (services: string, pods: string): string => `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {serviceSubnet: "${services}", podSubnet: "${pods}"}
---
apiVersion: v1
kind: Service
metadata: {name: none}
spec:
  type: LoadBalancer
  selector: {app: nothing}
  ports: [{port: 80, protocol: UDP}]
`;

// found by npm run check:kernel -- --seed 20261128: the load balancer may pick the Node that asks
test.each([
  ['10.96.0.0/12', '10.244.0.0/16', 'udp://203.0.113.10:80', ['refused', 'timeout']],
  ['fd00:10:96::/112', 'fd00:10:244::/48', 'udp://[fd00:203::10]:80', ['refused']],
])('a Node with Services at %s that gets its own packet back', (services, pods, url, results) => {
  const { cluster } = openSettled(text(services, pods)).opened;
  const { traces } = reach(cluster, { kind: 'node', name: 'n1' }, url);
  expect([...new Set(traces.map(({ ending }) => ending.result))].sort()).toEqual(results);
});
