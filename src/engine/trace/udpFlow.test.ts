import { beforeEach, describe, expect, it } from 'vitest';
import type { Cluster } from '../cluster/Cluster.ts';
import { advance, settle } from '../controllers/settle.ts';
import { openSettled } from '../openSettled.ts';
import { execute } from '../shell/execute.ts';

const pod = (name: string, node: string, protocol = 'UDP'): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name.replace(/-\d$/, '') } },
    spec: { nodeName: node, containers: [{ name: 'c', image: 'x', ports: [{ containerPort: 5353, protocol }] }] },
  });

const service = (name: string, ip: string, protocol: string): string => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {type: NodePort, clusterIP: ${ip}, selector: {app: web}, ports: [{port: 53, targetPort: 5353, nodePort: 300${ip.slice(-2)}, protocol: ${protocol}}]}`;

let cluster: Cluster;

beforeEach(() => {
  const documents = [pod('tool', 'n2'), pod('web-1', 'n1'), service('web', '10.96.0.80', 'UDP')];
  cluster = openSettled(documents.join('\n---\n')).opened.cluster;
});

const at = (on: string, line: string, stdin = ''): string => {
  const { stdout } = execute(cluster, on, line, stdin);
  settle(cluster);
  return stdout.trim();
};

const ask = (port = 5000, to = '10.96.0.80 53', from = 'pod/tool'): string =>
  at(from, `echo hi | nc -u -w1 -p ${port} ${to}`);
const flows = (node: string, to = '10.96.0.80'): string[] =>
  at(`node/${node}`, `conntrack -L -p udp -d ${to}`).split('\n').filter(Boolean);

describe('a flow of UDP', () => {
  // the answers of a real cluster, one after another
  it('goes on to an endpoint that is gone, until another one serves', () => {
    expect(ask()).toBe('web-1 sees 10.244.2.2');
    const first = [
      expect.stringMatching(
        /^udp +17 29 src=10\.244\.2\.2 dst=10\.96\.0\.80 sport=5000 dport=53 src=10\.244\.1\.2 dst=10\.244\.2\.2 sport=5353 dport=5000 mark=0 use=1$/,
      ),
    ];
    expect(flows('n2')).toEqual(first);
    at('admin', 'kubectl delete pod web-1');
    expect(flows('n2')).toHaveLength(1);
    expect(ask()).toBe('');
    expect(ask(5001)).toBe('');
    at('admin', 'kubectl create -f -', pod('web-2', 'n3'));
    expect(flows('n2')).toEqual([]);
    expect(ask()).toBe('web-2 sees 10.244.2.2');
    expect(flows('n2')).toHaveLength(1);
  });

  it('stays with its endpoint while that serves, whatever else there is', () => {
    ask();
    at('admin', 'kubectl create -f -', pod('web-2', 'n3'));
    for (let i = 0; i < 8; i++) expect(ask()).toBe('web-1 sees 10.244.2.2');
  });

  it('is forgotten after 30 seconds, a stream after 120', () => {
    ask();
    advance(cluster, cluster.now + 31_000);
    expect(flows('n2')).toEqual([]);
    ask();
    advance(cluster, cluster.now + 10_000);
    ask();
    expect(flows('n2')[0]).toMatch(/^udp +17 119 .*\[ASSURED\] mark=0 use=1$/);
    advance(cluster, cluster.now + 100_000);
    expect(flows('n2')).toHaveLength(1);
    advance(cluster, cluster.now + 21_000);
    expect(flows('n2')).toEqual([]);
  });

  it('is cleaned up by its node port, too', () => {
    expect(ask(5000, '192.168.251.103 30080', 'client')).toBe('web-1 sees 192.168.251.103');
    expect(flows('n3', '192.168.251.103')).toHaveLength(1);
    at('admin', 'kubectl create -f -', pod('web-2', 'n3'));
    expect(flows('n3', '192.168.251.103')).toHaveLength(1);
    at('admin', 'kubectl delete pod web-1');
    expect(flows('n3', '192.168.251.103')).toEqual([]);
    expect(ask(5000, '192.168.251.103 30080', 'client')).toBe('web-2 sees 10.244.3.1');
  });

  it('that a policy let in goes on when the policy lets nobody in any more', () => {
    ask();
    at(
      'admin',
      'kubectl create -f -',
      JSON.stringify({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'shut' },
        spec: { podSelector: {} },
      }),
    );
    expect(ask()).toBe('web-1 sees 10.244.2.2');
    expect(ask(5001)).toBe('');
  });
});
