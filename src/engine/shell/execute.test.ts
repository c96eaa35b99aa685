import { expect, test } from 'vitest';
import { openSettled } from '../openSettled.ts';
import { reach } from '../trace/reach.ts';
import { execute } from './execute.ts';

test('a Pod outlives the object of its Node for a while, and nothing can be asked there', () => {
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
  expect(said('admin', 'kubectl get pod tool -o name')).toBe('pod/tool\n');
  for (const command of ['ip route', 'ss -tln', 'curl -s http://web', 'nslookup web', 'iptables-save'])
    expect(said('pod/tool', command)).toBe('kubehop: there is no Node n1\n');
  const tool = { kind: 'pod', namespace: 'default', name: 'tool' } as const;
  expect(reach(cluster, tool, 'tcp://10.96.0.80:80').traces[0]?.reason).toEqual([['noSuchNode', 'n1']]);
  // its address is still behind the Service, and no way leads there
  const [trace] = reach(cluster, { kind: 'node', name: 'n2' }, 'tcp://10.96.0.80:80').traces;
  expect(trace?.ending.result).toBe('timeout');
});

test('a program that is not found says where it is, or which ones there are', () => {
  const { cluster } = openSettled('').opened;
  const said = (on: string, command: string): string => execute(cluster, on, command, '').stderr;
  expect(said('admin', 'iptables-save')).toBe(
    'sh: 1: iptables-save: not found (kubehop has this command at node/NAME)\n',
  );
  expect(said('admin', 'curl x')).toContain('(kubehop has this command at client, node/NAME and pod/NAME)');
  expect(said('client', 'kubectl get svc')).toContain('(kubehop has this command at admin)');
  expect(said('client', 'vim')).toMatch(/\(kubehop does not simulate this command; here are awk, cat, curl, .*wget\)/);
});
