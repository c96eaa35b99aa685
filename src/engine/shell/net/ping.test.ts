import { expect, it } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

const { cluster } = openSettled(`
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.50, ports: [{port: 80}]}
---
{apiVersion: kubeproxy.config.k8s.io/v1alpha1, kind: KubeProxyConfiguration, mode: nftables}
---
apiVersion: v1
kind: Pod
metadata: {name: box}
spec: {nodeName: n1, containers: [{name: c, image: busybox}]}`).opened;

it('ping -q is silent about errors, too, and counts them', () => {
  const says = (options: string): string => execute(cluster, 'pod/box', `ping ${options} 10.96.0.50`, '').stdout;
  expect(says('-c1 -W1')).toContain('Destination Port Unreachable');
  expect(says('-q -c1 -W1')).not.toContain('Unreachable');
  expect(says('-q -c1 -W1')).toContain('0 received, +1 errors');
});
