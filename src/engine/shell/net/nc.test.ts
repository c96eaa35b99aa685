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
