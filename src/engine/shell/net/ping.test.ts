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

// iputils: ping4_run, ping6_run
it('ping tells a name as the family has it', () => {
  const many = openSettled(`
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "10.244.0.0/16,fd00:10:244::/48", serviceSubnet: "10.96.0.0/12,fd00:10:96::/112"}
---
apiVersion: v1
kind: Pod
metadata: {name: one, labels: {app: web}}
spec: {nodeName: n1, hostname: first, subdomain: web, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: None, ipFamilyPolicy: RequireDualStack, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: old}
spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: alias}
spec: {type: ExternalName, externalName: old.default.svc.cluster.local}
`).opened.cluster;
  const begins = (target: string): string | undefined =>
    execute(many, 'node/n2', `ping -c1 -W1 ${target}`, '').stdout.split('\n')[0];
  const ask = (target: string): string[] => execute(many, 'pod/one', `ping -c1 -W1 ${target}`, '').stdout.split('\n');
  expect(ask('web')[0]).toBe('PING web(first.web.default.svc.cluster.local (fd00:10:244:1::2)) 56 data bytes');
  expect(ask('-n web')[0]).toBe('PING web(fd00:10:244:1::2) 56 data bytes');
  expect(ask('web')[3]).toBe('--- web ping statistics ---');
  expect(ask('-4 web')[0]).toBe('PING  (10.244.1.2) 56(84) bytes of data.');
  expect(ask('alias')[0]).toBe('PING old.default.svc.cluster.local (10.244.1.2) 56(84) bytes of data.');
  expect(begins('fd00:10:244:1::2')).toBe('PING fd00:10:244:1::2(fd00:10:244:1::2) 56 data bytes');
});
