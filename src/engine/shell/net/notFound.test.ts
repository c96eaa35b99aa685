import { describe, expect, it } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

const pod = (name: string, server: string, ...options: [name: string, value: string][]): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  nodeName: n1
  dnsPolicy: None
  dnsConfig:
    nameservers: [${server}]
    searches: [default.svc.cluster.local]
    options: [{name: ndots, value: "2"}${options.map(([key, value]) => `, {name: ${key}, value: "${value}"}`).join('')}]
  containers: [{name: c, image: busybox}]
`;
const { cluster } = openSettled(
  [
    pod('patient', '10.244.9.9'),
    pod('quick', '10.244.9.9', ['timeout', '1'], ['attempts', '1']),
    pod('second', '10.244.9.9, 10.96.0.10', ['timeout', '1']),
    pod('asks', '10.96.0.10'),
  ].join('---'),
).opened;
const run = (name: string, line: string) => execute(cluster, `pod/${name}`, line, '');

// conformance/cases/dns-silent.yaml has what real programs answered
describe('a name that is not found', () => {
  it('is waited for, where the name server says nothing', () => {
    expect(run('patient', 'getent hosts web').exit).toBe(124);
    expect(run('patient', 'curl -sS -m 5 http://web/')).toEqual({
      stdout: '',
      stderr: 'curl: (28) Resolving timed out after 5000 milliseconds\n',
      exit: 28,
    });
    expect(run('patient', 'curl -sS http://web/').exit).toBe(124);
  });

  it('is given up after as many tries as resolv.conf says: the first of its search list, and the name as it is', () => {
    expect(run('quick', 'curl -sS -m 5 http://web/').exit).toBe(6);
    expect(run('quick', 'curl -sS -m 2 http://web/').exit).toBe(28);
    expect(run('quick', 'ping -c1 web').stderr).toBe('ping: web: Temporary failure in name resolution\n');
  });

  it('is asked of the next server', () => {
    expect(run('second', 'getent hosts kubernetes').stdout).toContain('10.96.0.1 ');
    expect(run('second', 'ping -c1 nobody').stderr).toBe('ping: nobody: Name or service not known\n');
    expect(run('asks', 'ping -6 -c1 kubernetes').stderr).toBe(
      'ping: kubernetes: Address family for hostname not supported\n',
    );
    expect(run('asks', 'nc -zv nobody 80').stderr).toContain('Name or service not known');
  });
});
