import { expect, it } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

const { cluster } = openSettled(`
apiVersion: v1
kind: Pod
metadata: {name: asker, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.50, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: none}
spec: {clusterIP: 10.96.0.51, selector: {app: none}, ports: [{port: 80}]}
`).opened;
const says = (command: string) => execute(cluster, 'pod/asker', command, '').stderr;

it('names the address beside a name, and an address once', () => {
  expect(says('nc -zv web 80')).toBe('Connection to web (10.96.0.50) 80 port [tcp/http] succeeded!\n');
  expect(says('nc -zv 10.96.0.50 80')).toBe('Connection to 10.96.0.50 80 port [tcp/http] succeeded!\n');
  expect(says('nc -zv none 80')).toBe('nc: connect to none (10.96.0.51) port 80 (tcp) failed: Connection refused\n');
  expect(says('nc -zv web 1-65535')).toBe('nc: only ranges of 1024 ports are simulated, and this is one of 65535\n');
  expect(says('nc -zv nobody 80')).toBe('nc: getaddrinfo for host "nobody" port 80: Name or service not known\n');
});

it('tries every address of a name, until one answers', () => {
  const many = openSettled(`
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "10.244.0.0/16,fd00:10:244::/48", serviceSubnet: "10.96.0.0/12,fd00:10:96::/112"}
---
apiVersion: v1
kind: Pod
metadata: {name: one, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: two, labels: {app: web}}
spec: {nodeName: n2, containers: [{name: c, image: redis}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: None, ipFamilyPolicy: RequireDualStack, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: none}
spec: {clusterIP: 10.96.0.51, clusterIPs: [10.96.0.51, "fd00:10:96::51"], ipFamilyPolicy: RequireDualStack, selector: {app: none}, ports: [{port: 80}]}
`).opened.cluster;
  const asks = (command: string) => {
    const { stderr, exit } = execute(many, 'pod/one', command, '');
    return [...stderr.trim().split('\n'), exit];
  };
  const refused = (address: string, port: number) =>
    `nc: connect to ${port === 80 ? 'none' : 'web'} (${address}) port ${port} (tcp) failed: Connection refused`;
  expect(asks('nc -zv -w 2 none 80')).toEqual([refused('fd00:10:96::51', 80), refused('10.96.0.51', 80), 1]);
  expect(asks('nc -4 -zv none 80')).toEqual([refused('10.96.0.51', 80), 1]);
  expect(new Set(asks('nc -zv web 9'))).toEqual(
    new Set([1, ...['10.244.1.2', '10.244.2.2', 'fd00:10:244:1::2', 'fd00:10:244:2::2'].map((ip) => refused(ip, 9))]),
  );
  // whichever comes first, redis or nginx answers on its port
  expect(asks('nc -zv web 6379').slice(-2)[0]).toBe(
    'Connection to web (fd00:10:244:2::2) 6379 port [tcp/redis] succeeded!',
  );
  expect(asks('nc -6 -zv kubernetes 443')[0]).toContain('No address associated with hostname');
  expect(asks('nc -6 -zv 10.96.0.51 80')[0]).toContain('Address family for hostname not supported');
});
