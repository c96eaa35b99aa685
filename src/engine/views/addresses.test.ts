import { expect, it } from 'vitest';
import { simulate } from '../simulate.ts';

const elsewhere = `apiVersion: v1
kind: Node
metadata: {name: n1}
spec: {podCIDR: 10.130.7.0/24}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]}
`;

it('knows a Pod by the range of its Node, wherever that lies', () => {
  const { addresses, pods } = simulate({ text: elsewhere });
  const ip = pods.find(({ name }) => name === 'web-1')?.ips[0] ?? '';
  expect(ip).toMatch(/^10\.130\.7\./);
  expect(addresses[ip]).toMatchObject({ network: 'pod', owner: 'default/web-1' });
});
