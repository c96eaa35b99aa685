import { expect, it } from 'vitest';
import { openSettled } from '../openSettled.ts';
import { execute } from '../shell/execute.ts';

it.each(['iptables', 'nftables'])('affinity that was off for a while remembers nobody: %s', (mode) => {
  const { cluster } = openSettled(`
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: ${mode}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.50, sessionAffinity: ClientIP, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
`).opened;
  const set = (affinity: string) =>
    execute(cluster, 'admin', `kubectl patch svc web -p '{"spec":{"sessionAffinity":"${affinity}"}}'`, '');
  const remembered = () => cluster.kernels.get('n2')?.recent.size;
  execute(cluster, 'node/n2', 'curl -s http://10.96.0.50/', '');
  expect(remembered()).toBe(1);
  set('ClientIP');
  expect(remembered()).toBe(1);
  set('None');
  expect(remembered()).toBe(0);
});
