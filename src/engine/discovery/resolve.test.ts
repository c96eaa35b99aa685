import { describe, expect, it } from 'vitest';
import { settle } from '../controllers/settle.ts';
import { openSettled } from '../openSettled.ts';
import { execute } from '../shell/execute.ts';
import { resolveName } from './resolve.ts';

const { cluster } = openSettled(`
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.50, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: asker}
spec:
  nodeName: n1
  dnsPolicy: None
  dnsConfig: {nameservers: [10.244.9.9, 10.96.0.10], searches: [default.svc.cluster.local]}
  containers: [{name: c, image: busybox}]
---
apiVersion: v1
kind: Pod
metadata: {name: usual}
spec: {nodeName: n1, containers: [{name: c, image: busybox}]}
`).opened;
const find = (name: string) => resolveName(cluster, { kind: 'pod', namespace: 'default', name }, 'web').ips;

// recorded from a real cluster
describe('a resolver', () => {
  it('goes on to the next name server when one is silent', () => {
    expect(find('asker')).toEqual(['10.96.0.50']);
  });

  it('finds nothing once no Pod of CoreDNS is there', () => {
    execute(cluster, 'admin', 'kubectl delete pod coredns-1 -n kube-system', '');
    settle(cluster);
    expect(find('usual')).toEqual(['10.96.0.50']);
    execute(cluster, 'admin', 'kubectl delete pod coredns-2 -n kube-system', '');
    settle(cluster);
    expect(find('usual')).toEqual([]);
  });
});
