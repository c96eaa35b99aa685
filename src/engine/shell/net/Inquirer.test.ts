import { describe, expect, it } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { execute } from '../execute.ts';

const pod = (name: string, dns: string): string => `
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec: {nodeName: n1, ${dns}, containers: [{name: c, image: busybox}]}`;
const { cluster } = openSettled(`
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.50, ports: [{port: 80}]}${pod('two', 'dnsConfig: {nameservers: [10.244.0.2]}')}${pod(
  'dead-first',
  'dnsPolicy: None, dnsConfig: {nameservers: [10.244.9.9, 10.96.0.10], searches: [default.svc.cluster.local], options: [{name: timeout, value: "1"}]}',
)}${pod(
  'dead',
  'dnsPolicy: None, dnsConfig: {nameservers: [10.244.9.9], options: [{name: timeout, value: "1"}, {name: attempts, value: "1"}]}',
)}${pod('slow', 'dnsPolicy: None, dnsConfig: {nameservers: [10.244.9.9]}')}
`).opened;
const says = (name: string, command: string) => execute(cluster, `pod/${name}`, command, '');
const timeouts = (n: number): string => ';; communications error to 10.244.9.9#53: timed out\n'.repeat(n);

// recorded with BIND 9.18 in Pods of a real cluster
describe("BIND's tools with several name servers", () => {
  it('nslookup goes on where recursion is not available', () => {
    const tried =
      ';; Got recursion not available from 10.96.0.10, trying next server\n;; Got recursion not available from 10.244.0.2\n';
    expect(says('two', 'nslookup web').stdout).toBe(
      `${tried}Server:\t\t10.244.0.2\nAddress:\t10.244.0.2#53\n\nName:\tweb.default.svc.cluster.local\nAddress: 10.96.0.50\n${tried}\n`,
    );
    expect(says('two', 'nslookup nothere').stdout).toMatch(
      /not available from 10\.244\.0\.2\nServer:\t\t10\.96\.0\.10\n/,
    );
  });

  it('dig and host do not', () => {
    expect(says('two', 'dig +search +short web').stdout).toBe('10.96.0.50\n');
    expect(says('two', 'host web').stdout).toBe('web.default.svc.cluster.local has address 10.96.0.50\n');
  });

  it('all go on where one is silent, after their tries', () => {
    expect(says('dead-first', 'dig +search +short web').stdout).toBe(`${timeouts(3)}10.96.0.50\n`);
    expect(says('dead-first', 'host web').stdout).toBe(
      `${timeouts(2)}web.default.svc.cluster.local has address 10.96.0.50\n${timeouts(4)}`,
    );
    expect(says('dead-first', 'nslookup web').stdout).toMatch(
      /^(;; comm.*\n){3};; Got recursion not available from 10\.96\.0\.10\nServer:\t\t10\.96\.0\.10\n/,
    );
  });

  it('ask again by TCP where an answer is too long', () => {
    const cut = ';; Truncated, retrying in TCP mode.\n';
    const asked = (pod: string, count: number, command: string): string => {
      const addresses = Array.from({ length: count }, (_, i) => `{addresses: [10.1.0.${i + 1}]}`).join(', ');
      const { cluster } = openSettled(`apiVersion: v1
kind: Service
metadata: {name: big}
spec: {clusterIP: None, ports: [{port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: big, labels: {kubernetes.io/service-name: big}}
addressType: IPv4
endpoints: [${addresses}]
ports: [{port: 80}]${pod}`).opened;
      return execute(cluster, 'pod/asks', command, '').stdout;
    };
    const asks = pod('asks', 'dnsPolicy: ClusterFirst');
    // 512 bytes without EDNS: 12 of the header, 33 of the question, 16 for each address
    expect(asked(asks, 29, 'nslookup big')).not.toContain(cut);
    expect(asked(asks, 30, 'nslookup big').startsWith(cut)).toBe(true);
    // 1232 with it, and 23 of them for EDNS itself
    const name = 'big.default.svc.cluster.local';
    expect(asked(asks, 72, `dig ${name}`)).toContain('(UDP)');
    expect(asked(asks, 73, `dig ${name}`)).toMatch(/^;; Truncated, retrying in TCP mode\.\n[^]*\(TCP\)/);
    expect(asked(asks, 73, `dig +short ${name}`)).not.toContain(cut);
  });

  it('dig asks for ANY by TCP, if it is not told otherwise', () => {
    const stats = '+noall +stats @10.96.0.10 ANY web.default.svc.cluster.local';
    expect(says('two', `dig ${stats}`).stdout).toContain('(TCP)');
    expect(says('two', `dig +notcp ${stats}`).stdout).toContain('(UDP)');
  });

  it('nslookup names what it does not find without the dot at its end', () => {
    expect(says('two', 'nslookup nothere.').stdout).toContain("** server can't find nothere: NXDOMAIN");
  });

  it('give up at the end', () => {
    const none = ';; no servers could be reached\n';
    expect(says('dead', 'nslookup web')).toEqual({ stdout: `${timeouts(1)}${none}\n`, stderr: '', exit: 1 });
    expect(says('dead', 'dig +short web')).toEqual({ stdout: `${timeouts(1)}${none}`, stderr: '', exit: 9 });
    expect(says('dead', 'host web')).toEqual({ stdout: `${timeouts(2)}${none}`, stderr: '', exit: 1 });
    // with five seconds for each try, the shell's patience ends first
    expect(says('slow', 'nslookup web')).toEqual({ stdout: '', stderr: '', exit: 124 });
  });
});
