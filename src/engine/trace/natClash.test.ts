import { beforeEach, describe, expect, test } from 'vitest';
import type { Cluster } from '../cluster/Cluster.ts';
import { openSettled } from '../openSettled.ts';
import { execute } from '../shell/execute.ts';
import { randomPort } from './ports.ts';

/** A Pod on n1 with a host port, behind a node port. */
const TEXT = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  nodeName: n1
  containers: [{name: c, image: x, ports: [{containerPort: 5353, hostPort: 8053, protocol: UDP}]}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 53, targetPort: 5353, nodePort: 30053, protocol: UDP}]}
`;

let cluster: Cluster;
beforeEach(() => {
  cluster = openSettled(TEXT).opened.cluster;
});
const at = (on: string, line: string): string => execute(cluster, on, line, '').stdout.trim();
const ask = (on: string, from: number, to: string): string => at(on, `echo hi | nc -u -w1 -p ${from} ${to}`);
/** What the Node's conntrack table has: where each answer goes, with its port. */
const replies = (): string[] =>
  [...at('node/n1', 'conntrack -L -p udp').matchAll(/ src=10\.244\.1\.2 dst=(\S+) sport=5353 dport=(\d+)/g)].map(
    ([, ip, port]) => `${ip}:${port}`,
  );

/** Linux: net/netfilter/nf_nat_core.c, get_unique_tuple. */
describe('two connections whose answers would look the same', () => {
  test('MASQUERADE keeps the source port, and takes another one where a connection has it', () => {
    // from the Node itself, without translation; then by the loopback address and the host port, with MASQUERADE
    expect(ask('node/n1', 5000, '10.244.1.2 5353')).toBe('web sees 10.244.1.1');
    expect(ask('node/n1', 6000, '127.0.0.1 8053')).toBe('web sees 10.244.1.1');
    expect(ask('node/n1', 5000, '127.0.0.1 8053')).toBe('web sees 10.244.1.1');
    const [plain, kept, other, ...more] = replies();
    expect([plain, kept]).toEqual(['10.244.1.1:5000', '10.244.1.1:6000']);
    expect(other).toMatch(/^10\.244\.1\.1:(?!5000$)\d+$/);
    expect(more).toEqual([]);
  });

  test('the port is free again when the entry has gone', () => {
    ask('node/n1', 5000, '10.244.1.2 5353');
    at('node/n1', 'conntrack -D -p udp');
    ask('node/n1', 5000, '127.0.0.1 8053');
    expect(replies()).toEqual(['10.244.1.1:5000']);
  });

  test('a privileged port becomes another privileged one', () => {
    for (const to of ['10.244.1.2 5353', '127.0.0.1 8053']) ask('node/n1', 53, to);
    const ports = replies().map((text) => Number(text.split(':').at(-1)));
    expect(ports[0]).toBe(53);
    expect(ports[1]).not.toBe(53);
    expect(ports[1]).toBeLessThan(512);
  });

  test('--random-fully takes any port that is free: two clients that it gives the same one get two', () => {
    const of = (ip: string, port: number): number => randomPort(`${ip} ${port} 10.244.1.2 5353`);
    const seen = new Map<number, number>();
    for (let port = 20_000; port < 24_000; port++) seen.set(of('198.51.100.7', port), port);
    let pair: [client: number, node: number, port: number] | undefined;
    for (let port = 20_000; !pair; port++) {
      const same = seen.get(of('192.168.251.103', port));
      if (same !== undefined) pair = [same, port, of('192.168.251.103', port)];
    }
    const [client, node, port] = pair;
    ask('client', client, '192.168.251.101 30053');
    ask('node/n3', node, '192.168.251.101 30053');
    const [first, second] = replies();
    expect(first).toBe(`10.244.1.1:${port}`);
    expect(second).toBe(`10.244.1.1:${port + 1}`);
  });
});
