import { expect, test } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

const { cluster } = openSettled(`apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}, annotations: {kubehop.dev/listen: "80/tcp,53/udp"}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: agent}
spec: {nodeName: n2, hostNetwork: true, containers: [{name: c, image: busybox, ports: [{containerPort: 9100}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 31002}]}
`).opened;
const answer = (line: string, on = 'node/n1'): string => execute(cluster, on, line, '').stdout;

/** As iproute2 6.1 prints such sockets into a pipe: every column is filled up. */
test.each<[line: string, on: string, expected: string]>([
  [
    'ss -tlnp',
    'node/n1',
    `State  Recv-Q Send-Q Local Address:Port  Peer Address:PortProcess                             
LISTEN 0      4096       127.0.0.1:10249      0.0.0.0:*    users:(("kube-proxy",pid=101,fd=3))
LISTEN 0      4096               *:10256            *:*    users:(("kube-proxy",pid=101,fd=4))
`,
  ],
  ['ss -4 -Hltn', 'node/n1', 'LISTEN 0      4096   127.0.0.1:10249 0.0.0.0:*\n'],
  [
    'ss -lntu',
    'pod/web',
    `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
udp   UNCONN 0      0            0.0.0.0:53        0.0.0.0:*          
tcp   LISTEN 0      4096         0.0.0.0:80        0.0.0.0:*          
`,
  ],
  ['ss -Hltn sport = :10256', 'node/n1', 'LISTEN 0      4096   *:10256 *:*\n'],
  ["ss -Hltn '( sport = :10249 or sport = :http )'", 'node/n1', 'LISTEN 0      4096   127.0.0.1:10249 0.0.0.0:*\n'],
  ['ss -Hltn sport gt :10249', 'node/n1', 'LISTEN 0      4096   *:10256 *:*\n'],
  ['ss -Hltn src 127.0.0.1', 'node/n1', 'LISTEN 0      4096   127.0.0.1:10249 0.0.0.0:*\n'],
  ['ss -Hltn not src 127.0.0.0/8 and sport != :80', 'node/n1', 'LISTEN 0      4096   *:10256 *:*\n'],
  ['ss -Hltn sport = :domain', 'pod/web', ''],
  [
    'ss -tn state listening src 127.0.0.1',
    'node/n1',
    'Recv-Q Send-Q Local Address:Port  Peer Address:PortProcess\n0      4096       127.0.0.1:10249      0.0.0.0:*          \n',
  ],
  ['ss -tn', 'node/n1', 'State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n'],
  ['ss -un', 'node/n1', 'Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n'],
  [
    'ss -s',
    'pod/web',
    `Total: 2
TCP:   1 (estab 0, closed 0, orphaned 0, timewait 0)

Transport Total     IP        IPv6
RAW\t  0         0         0        
UDP\t  1         1         0        
TCP\t  1         1         0        
INET\t  2         2         0        
FRAG\t  0         0         0        

`,
  ],
  ['ss -V', 'node/n1', 'ss utility, iproute2-6.1.0\n'],
])('%s on %s', (line, on, expected) => expect(answer(line, on)).toBe(expected));

test('nobody listens on a node port, neither for ss nor for netstat', () => {
  expect(answer('ss -tlnp')).not.toContain('31002');
  expect(answer('netstat -tunpl')).not.toContain('31002');
});

test('a Pod in the network of its Node sees the sockets of that', () => {
  expect(answer('ss -tln', 'pod/agent')).toBe(answer('ss -tln', 'node/n2'));
  expect(answer('ss -tln', 'pod/agent')).toContain('127.0.0.1:10249');
});

test('netstat lists protocol by protocol, IPv4 before IPv6', () => {
  const first = answer('netstat -tunpl')
    .split('\n')
    .slice(2)
    .map((line) => line.split(' ')[0]);
  expect(first).toEqual(['tcp', 'tcp6', '']);
});

test.each(['ss -x', 'ss -tln autobound'])('%s is not simulated, and says so', (line) =>
  expect(execute(cluster, 'node/n1', line, '')).toMatchObject({
    exit: 255,
    stderr: expect.stringContaining('not simulated'),
  }),
);
