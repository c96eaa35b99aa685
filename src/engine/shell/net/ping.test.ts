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

// iputils: pr_addr looks for the sender's name, too, unless the address was given
it('ping of a name tells the sender of an error twice where it has no name', () => {
  const line = (target: string): string | undefined =>
    execute(cluster, 'pod/box', `ping -c1 -W1 ${target}`, '')
      .stdout.split('\n')
      .find((one) => one.startsWith('From '));
  expect(line('web')).toBe('From 10.244.1.1 (10.244.1.1) icmp_seq=1 Destination Port Unreachable');
  expect(line('-n web')).toBe('From 10.244.1.1 icmp_seq=1 Destination Port Unreachable');
  expect(line('10.96.0.50')).toBe('From 10.244.1.1 icmp_seq=1 Destination Port Unreachable');
});
