import { en } from '../../words/en.ts';
import { sayReason } from '../../words/say.ts';
import { describe, expect, it } from 'vitest';
import type { Place, Trace } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { openSettled } from '../openSettled.ts';
import { execute } from '../shell/execute.ts';
import { reach } from './reach.ts';

const node = (name: string, more = ''): string => `apiVersion: v1
kind: Node
metadata: {name: ${name}${more.startsWith('labels') ? `, ${more}` : ''}}
${more.startsWith('labels') ? '' : more}
`;

const EXCLUDE = 'node.kubernetes.io/exclude-from-external-load-balancers';

const pod = (name: string, on: string, annotations = '{}'): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: web}, annotations: ${annotations}}
spec: {nodeName: ${on}, containers: [{name: c, image: nginx}]}
`;

const service = (name: string, address: number, more = '', annotations = '{}'): string => `apiVersion: v1
kind: Service
metadata: {name: ${name}, annotations: ${annotations}}
spec: {type: LoadBalancer, loadBalancerIP: 203.0.113.${address}, selector: {app: web}, ports: [{port: 80}]${more}}
`;

const open = (...documents: string[]): Cluster => openSettled(documents.join('---\n')).opened.cluster;

const CLIENT: Place = { kind: 'client' };

const ending = ({ ending: e }: Trace): string =>
  e.result === 'delivered' && 'pod' in e ? `${e.pod.split('/')[1]} sees ${e.source}` : e.result;

const outcomes = (cluster: Cluster, from: Place, ip: string): string[] =>
  [...new Set(reach(cluster, from, `tcp://${ip}:80`).traces.map(ending))].sort();

const PROXY = '{kubehop.dev/load-balancer: proxy}';

/** The answers of a real cluster with these Nodes and Services. */
describe('which Nodes a load balancer sends to', () => {
  const cluster = open(
    node('a', `labels: {${EXCLUDE}: ""}`),
    node('b', `labels: {${EXCLUDE}: "false"}`),
    node('c', 'spec: {taints: [{key: ToBeDeletedByClusterAutoscaler, value: "1", effect: NoSchedule}]}'),
    node('d', 'status: {conditions: [{type: Ready, status: "False", reason: KubeletNotReady}]}'),
    node('e'),
    pod('web', 'e'),
    pod('web2', 'a'),
    service('cluster', 10),
    service('local', 11, ', externalTrafficPolicy: Local'),
    service('proxied', 12, '', PROXY),
    service('proxied-local', 13, ', externalTrafficPolicy: Local', PROXY),
  );
  // not a, which is excluded, nor c, which is leaving; but d, though it is not ready
  const spread = [
    'web sees 10.244.5.1',
    'web sees 192.168.251.102',
    'web sees 192.168.251.104',
    'web2 sees 192.168.251.102',
    'web2 sees 192.168.251.104',
    'web2 sees 192.168.251.105',
  ];

  it.each<[string, Place, string, string[]]>([
    ['Cluster', CLIENT, '203.0.113.10', spread],
    ['Local: those that are healthy', CLIENT, '203.0.113.11', ['web sees 198.51.100.7']],
    ['a proxy', CLIENT, '203.0.113.12', spread],
    ['a proxy, Local', CLIENT, '203.0.113.13', ['web sees 203.0.113.1']],
    [
      'a Node, which never asks the balancer of ipMode VIP',
      { kind: 'node', name: 'e' },
      '203.0.113.10',
      ['web sees 10.244.5.1', 'web2 sees 192.168.251.105'],
    ],
    ['a Node, which asks that of ipMode Proxy', { kind: 'node', name: 'e' }, '203.0.113.12', spread],
  ])('%s', (_, from, ip, expected) => {
    expect(outcomes(cluster, from, ip)).toEqual(expected);
  });

  it('says why nobody takes a packet', () => {
    const alone = open(node('a', `labels: {${EXCLUDE}: ""}`), pod('web', 'a'), service('web', 10));
    expect(sayReason(en, reach(alone, CLIENT, 'tcp://203.0.113.10:80').traces[0]?.reason ?? [])).toBe(
      'The load balancer drops it: no Node may take its packets.',
    );
    const empty = open(node('e'), service('web', 10, ', externalTrafficPolicy: Local'));
    expect(sayReason(en, reach(empty, CLIENT, 'tcp://203.0.113.10:80').traces[0]?.reason ?? [])).toBe(
      'The load balancer drops it: no Node passes its health check: none has a ready local endpoint.',
    );
  });

  it('is told by kube-proxy which Node is leaving', () => {
    const health = (ip: string, path: string): string =>
      execute(cluster, 'client', `curl -s -w ' %{http_code}' http://${ip}:10256/${path}`, '').stdout;
    expect(health('192.168.251.103', 'healthz')).toMatch(/"nodeEligible":false,"healthy":true.* 503$/);
    expect(health('192.168.251.103', 'livez')).toMatch(/"healthy":true,"status":\{"IPv4":.*"IPv6":.* 200$/);
    expect(health('192.168.251.105', 'healthz')).toMatch(/"nodeEligible":true.* 200$/);
  });
});

describe('the PROXY protocol', () => {
  const SENDS = '{kubehop.dev/load-balancer: proxy, kubehop.dev/proxy-protocol: "true"}';
  const READS = '{kubehop.dev/proxy-protocol: "true"}';
  const shop = (sends: boolean, reads: boolean): Cluster =>
    open(node('e'), pod('web', 'e', reads ? READS : '{}'), service('web', 10, '', sends ? SENDS : PROXY));
  const curl = (cluster: Cluster): string => {
    const { stdout, stderr, exit } = execute(cluster, 'client', "curl -sS -w ' %{http_code}' http://203.0.113.10/", '');
    return `${stdout}${stderr}`.replace(/\s+/g, ' ').trim() + ` ${exit}`;
  };

  it.each([
    [false, false, 'web sees 10.244.1.1', 'web sees 10.244.1.1 200 0'],
    [true, true, 'web sees 198.51.100.7', 'web sees 198.51.100.7 200 0'],
    [true, false, 'web sees 10.244.1.1', '400 Bad Request 400 0'],
    [false, true, 'web sees 10.244.1.1', '000curl: (52) Empty reply from server 52'],
  ])('sent: %s, read: %s', (sends, reads, seen, answer) => {
    const cluster = shop(sends, reads);
    expect(outcomes(cluster, CLIENT, '203.0.113.10')).toEqual([seen]);
    expect(curl(cluster)).toBe(answer);
  });

  it('is in the hops from the balancer to the Pod', () => {
    const [trace] = reach(shop(true, true), CLIENT, 'tcp://203.0.113.10:80').traces;
    const told = trace?.hops.flatMap((hop) => hop.steps.flatMap((s) => (s.kind === 'proxyHeader' ? [s] : [])));
    const text = 'PROXY TCP4 198.51.100.7 203.0.113.10 51514 80';
    expect(told).toEqual([
      { kind: 'proxyHeader', state: 'sent', text },
      { kind: 'proxyHeader', state: 'read', text },
    ]);
    expect(sayReason(en, trace?.reason ?? [])).toBe(
      'web answers, and sees 198.51.100.7: the PROXY header says so. The connection itself comes from 10.244.1.1.',
    );
  });

  it('is missed by whoever comes past the balancer', () => {
    const cluster = shop(true, true);
    const [trace] = reach(cluster, { kind: 'node', name: 'e' }, 'tcp://10.244.1.2:80').traces;
    expect(sayReason(en, trace?.reason ?? [])).toMatch(/^web waits for a PROXY header, and hangs up/);
  });
});

it('knows nothing of an address that somebody wrote into the status of a Service that it leaves alone', () => {
  const cluster = open(pod('web-1', 'n1'), service('web', 50, '', '{kubehop.dev/load-balancer: none}'));
  execute(
    cluster,
    'admin',
    `kubectl patch svc web --subresource=status -p '{"status":{"loadBalancer":{"ingress":[{"ip":"203.0.113.77"}]}}}'`,
    '',
  );
  expect(outcomes(cluster, CLIENT, '203.0.113.77')).toEqual(['timeout']);
  // kube-proxy goes by the status
  expect(outcomes(cluster, { kind: 'node', name: 'n1' }, '203.0.113.77')).toContain('web-1 sees 10.244.1.1');
});
