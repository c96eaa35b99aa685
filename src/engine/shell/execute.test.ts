import { expect, test } from 'vitest';
import { settle } from '../controllers/settle.ts';
import { openSettled } from '../openSettled.ts';
import { reach } from '../trace/reach.ts';
import { execute } from './execute.ts';

test('a Pod outlives the object of its Node for a while, and so does the machine', () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: tool, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.80, selector: {app: web}, ports: [{port: 80}]}
`;
  const { cluster } = openSettled(text).opened;
  const said = (on: string, command: string): string => {
    const { stdout, stderr } = execute(cluster, on, command, '');
    return stdout + stderr;
  };
  said('admin', 'kubectl delete node n1');
  settle(cluster);
  expect(said('admin', 'kubectl get pod tool -o name')).toBe('pod/tool\n');
  expect(said('pod/tool', 'curl -s http://web')).toBe('tool sees 10.244.1.1\n');
  expect(said('node/n1', 'curl -s http://10.96.0.80')).toBe('tool sees 10.244.1.1\n');
  const [trace] = reach(cluster, { kind: 'node', name: 'n2' }, 'tcp://10.96.0.80:80').traces;
  expect(trace?.ending.result).toBe('delivered');
  said('admin', 'sleep 41');
  expect(said('admin', 'kubectl get pod tool -o name')).toContain('not found');
  expect(said('node/n1', 'ip route')).toBe('kubehop: there is no Node "n1"\n');
});

test('a program that is not found says where it is, or which ones there are', () => {
  const { cluster } = openSettled('').opened;
  const said = (on: string, command: string): string => execute(cluster, on, command, '').stderr;
  expect(said('admin', 'iptables-save')).toBe(
    'sh: 1: iptables-save: not found (kubehop has this command at node/NAME)\n',
  );
  expect(said('admin', 'curl x')).toContain('(kubehop has this command at client, node/NAME and pod/NAME)');
  expect(said('client', 'kubectl get svc')).toContain('(kubehop has this command at admin)');
  expect(said('client', 'vim')).toMatch(
    /\(kubehop does not simulate this command; here are awk, base64, cat, curl, .*xargs\)/,
  );
});

test('a line in which a program waits too long is ended with its shell', () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: tool}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
`;
  const { cluster } = openSettled(text).opened;
  const said = (line: string) => {
    const { stdout, exit } = execute(cluster, 'pod/tool', line, '');
    return [stdout, exit];
  };
  const silent = 'curl -s http://10.244.2.99/';
  expect(said(`echo a; ${silent}; echo b`)).toEqual(['a\n', 124]);
  expect(said(`${silent} || echo failed`)).toEqual(['', 124]);
  expect(said(`${silent} | wc -l`)).toEqual(['', 124]);
  expect(said(`A=$(${silent}); echo $A`)).toEqual(['', 124]);
  expect(said(`for i in 1 2; do echo $i; ${silent}; done; echo end`)).toEqual(['1\n', 124]);
  expect(said(`while ! ${silent}; do echo again; done; echo end`)).toEqual(['', 124]);
  expect(said(`timeout 2 ${silent}; echo $?`)).toEqual(['124\n', 0]);
  expect(said('ping 10.244.1.2 | head -1; echo b')).toEqual([
    'PING 10.244.1.2 (10.244.1.2) 56(84) bytes of data.\nb\n',
    0,
  ]);
});

test('what a variable is set to is one word', () => {
  const { cluster } = openSettled('').opened;
  const { stdout } = execute(
    cluster,
    'admin',
    `A=$(echo "a  b"); B=$A-c; echo "$A" $B; C="x y" D=$B; echo "$C $D"`,
    '',
  );
  expect(stdout).toBe('a  b a b-c\nx y a  b-c\n');
});
