import { describe, expect, it } from 'vitest';
import type { TrafficResult } from '../../model/Timeline.ts';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { timelineOf } from './timelineOf.ts';

const pod = (name: string, app: string, port = '80/TCP'): string => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${app}}, annotations: {kubehop.dev/listen: "${port.toLowerCase()}"}}
spec: {containers: [{name: c, image: nginx}]}
`;
const service = (spec: string): string => `---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ${spec}}
`;
const HEADLESS = 'clusterIP: None, ports: [{port: 80}]';

function traffic(stream: string, steps: readonly string[], manifests: string, delays = ''): TrafficResult {
  const text = `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: t}
spec:
  ${delays}
  traffic: [${stream}]
  steps:
${steps.map((step) => `  - ${step}\n`).join('')}${manifests}`;
  const { traffic: results } = timelineOf(openDocuments(parseText(text)), new Map());
  if (!results[0]) throw new Error('no traffic');
  return results[0];
}

/** How many connections ended at which Pod, or how else. */
function ends({ ends: list, spans }: TrafficResult): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { counts: some } of spans)
    for (const [end, n] of some) {
      const { result, pod: name } = list[end] ?? { result: '', pod: '' };
      const key = result === 'delivered' ? name : result;
      counts[key] = (counts[key] ?? 0) + n;
    }
  return counts;
}

const replaced = ['{at: 10s, run: "kubectl delete pod old"}', '{at: 10.1s, run: "kubectl get pods"}'];
const both = service(HEADLESS) + pod('client', 'client') + pod('old', 'web') + pod('new', 'web');
const to = (more: string): string => `{on: pod/client, to: "tcp://web:80", rate: 10, until: 60s${more}}`;

describe('a client that connects to a name', () => {
  it('asks each time, unless it is told otherwise', () => {
    const found = ends(traffic(to(''), replaced, both));
    // until its slice says that it is gone
    expect(found['timeout'] ?? 0).toBeLessThan(2);
    expect(found['default/new']).toBeGreaterThan(500);
  });

  it('goes on with an address that is gone for as long as it keeps the answer', () => {
    // half of the connections, from 11 s to 30 s
    expect(ends(traffic(to(', dnsCache: ttl'), replaced, both))['timeout']).toBeGreaterThan(90);
    expect(ends(traffic(to(', dnsCache: ttl'), replaced, both))['timeout']).toBeLessThan(100);
    const short = 'delays: {dnsTtl: 5s}';
    expect(ends(traffic(to(', dnsCache: ttl'), replaced, both, short))['timeout']).toBeLessThan(25);
    expect(ends(traffic(to(', dnsCache: forever'), replaced, both))['timeout']).toBeGreaterThan(230);
  });

  it('is told of no such name for as long as a cache before CoreDNS keeps that', () => {
    const later = ['{at: 5s, run: "kubectl expose pod new --name=web --port=80"}'];
    const manifests = pod('client', 'client') + pod('new', 'web');
    expect(ends(traffic(to(''), later, manifests))).toEqual({
      unresolved: 50,
      'default/new': expect.any(Number),
      timeout: expect.any(Number),
    });
    const cached = ends(traffic(to(''), later, manifests, 'delays: {dnsCache: 30s}'));
    expect(cached).toEqual({ unresolved: 300, 'default/new': 300 });
  });
});

describe('session affinity', () => {
  const affine = service(
    'ports: [{port: 80}], sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 5}}',
  );
  const manifests = affine + pod('client', 'client') + pod('a', 'web') + pod('b', 'web') + pod('c', 'web');

  it('keeps a client at one Pod, and brings it to another when that goes', () => {
    const steady = ends(traffic(to(''), [], manifests));
    expect(Object.values(steady)).toEqual([600]);
    const [first = ''] = Object.keys(steady);
    const moved = ends(
      traffic(to(''), [`{at: 30s, run: "kubectl delete ${first.replace('default/', 'pod ')} --now"}`], manifests),
    );
    expect(moved[first]).toBeGreaterThanOrEqual(300);
    expect(Object.keys(moved).filter((name) => name.startsWith('default/'))).toHaveLength(2);
  });

  it('forgets a client that did not come for long enough', () => {
    const slow = to('').replace('rate: 10', 'rate: 0.1');
    expect(Object.keys(ends(traffic(slow, [], manifests))).length).toBeGreaterThan(1);
  });

  it('is remembered by each Node for itself', () => {
    const outside = '{on: client, to: "tcp://203.0.113.10:80", rate: 100, until: 60s}';
    const balanced = manifests.replace('ports:', 'type: LoadBalancer, ports:');
    const [...counts] = Object.values(ends(traffic(outside, [], balanced)));
    expect(counts.reduce((a, b) => a + b, 0)).toBe(6000);
  });
});

describe('what is kept', () => {
  it('hangs when the machine at its other end is off, until its client tries anew', () => {
    const manifests = service('ports: [{port: 80}]') + pod('client', 'client') + pod('a', 'web') + pod('b', 'web');
    const kept = ends(traffic(to(', keepAlive: true'), [], manifests));
    expect(Object.values(kept)).toEqual([600]);
    const [served = ''] = Object.keys(kept);
    const node = served === 'default/a' ? 'n2' : 'n3';
    const cut = ends(traffic(to(', keepAlive: true'), [`{at: 20s, on: node/${node}, run: poweroff}`], manifests));
    expect(cut[served]).toBe(200);
    expect(cut['timeout']).toBeGreaterThan(0);
    expect(Object.values(cut).reduce((a, b) => a + b, 0)).toBe(600);
    expect(Object.keys(cut)).toHaveLength(3);
  });

  it('sends the datagrams of a socket where the first one went, until its kube-proxy has cleaned up', () => {
    const udp = service('ports: [{port: 53, protocol: UDP}]');
    const manifests =
      udp + pod('client', 'client', '1/TCP') + pod('old', 'web', '53/UDP') + pod('new', 'web', '53/UDP');
    const flow = '{on: pod/client, to: "udp://web:53", rate: 10, until: 60s, keepAlive: true}';
    const [served = ''] = Object.keys(ends(traffic(flow, [], manifests)));
    expect(ends(traffic(flow, [], manifests))).toEqual({ [served]: 600 });
    const gone = `{at: 20s, run: "kubectl delete pod ${served.replace('default/', '')}"}`;
    const moved = ends(traffic(flow, [gone], manifests));
    expect(moved[served]).toBeLessThan(225);
    expect(Object.keys(moved).filter((name) => name.startsWith('default/'))).toHaveLength(2);
    // one socket for each: spread evenly
    const each = ends(traffic(flow.replace(', keepAlive: true', ''), [], manifests));
    for (const count of Object.values(each)) expect(Math.abs(count - 300)).toBeLessThan(3);
  });
});
