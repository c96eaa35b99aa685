import { describe, expect, it } from 'vitest';
import type { Timeline, TimelineEvent } from '../../model/Timeline.ts';
import { settle } from '../controllers/settle.ts';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { runSteps } from '../runScenario.ts';
import { timelineOf } from './timelineOf.ts';

const open = (text: string) => openDocuments(parseText(text));
const timeline = (text: string): Timeline => timelineOf(open(text), new Map());

/** A Deployment `web` of three behind a Service with node port 30080. */
const web = ({ pod = '', annotations = '{}', container = '' } = {}): string => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}, annotations: ${annotations}}
    spec:
      ${pod}
      containers:
      - {name: c, image: nginx${container}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
`;

const scenario = (steps: string, more = ''): string => `
apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: t}
spec:
  ${more}
  steps:
${steps}`;

const traffic = 'traffic: [{on: client, to: "tcp://192.168.251.101:30080", rate: 100, until: 20s, takes: 20ms}]';
const update = '  - {at: 2s, run: kubectl set image deployment/web c=nginx:1.29}';

const count = ({ traffic: results }: Timeline, result: string): number => {
  let n = 0;
  for (const { ends, spans } of results)
    for (const { counts } of spans) for (const [end, many] of counts) if (ends[end]?.result === result) n += many;
  return n;
};
const lives = (events: readonly TimelineEvent[], name: string): string[] =>
  events.flatMap((e) => (e.kind === 'pod' && e.object.includes(name) ? [`${e.at} ${e.life}`] : []));

describe('a timeline', () => {
  it('is the same for the same text', () => {
    const text = scenario(update, traffic) + web();
    expect(timeline(text)).toEqual(timeline(text));
    expect(JSON.parse(JSON.stringify(timeline(text)))).toEqual(timeline(text));
  });

  it('comes to the rest at which all would have answered at once', () => {
    const text = scenario(update) + web();
    const [slow, quick] = [open(text), open(text)];
    timelineOf(slow, new Map());
    settle(quick.cluster);
    runSteps(quick.cluster, quick.scenario, new Map());
    settle(quick.cluster);
    const facts = ({ cluster }: typeof slow) =>
      ['Pod', 'ReplicaSet', 'EndpointSlice'].flatMap((kind) =>
        cluster.store.list(kind).map(({ metadata, status, ...rest }) => {
          const { phase, replicas } = (status ?? {}) as { phase?: string; replicas?: number };
          const endpoints = rest['endpoints'] as { conditions: object }[] | null | undefined;
          return [kind, metadata.name.replace(/-\w{5}$/, ''), phase, replicas, endpoints?.map((e) => e.conditions)];
        }),
      );
    expect(facts(slow)).toEqual(facts(quick));
  });

  it('loses connections in a rolling update whose Pods end at once, and none when they wait', () => {
    const quick = '{kubehop.dev/terminates-after: 0s}';
    const hasty = timeline(scenario(update, traffic) + web({ annotations: quick }));
    expect(count(hasty, 'timeout')).toBeGreaterThan(0);
    const hook = ', lifecycle: {preStop: {sleep: {seconds: 5}}}';
    const patient = timeline(scenario(update, traffic) + web({ annotations: quick, container: hook }));
    expect(count(patient, 'delivered')).toBe(2000);
  });

  it('breaks what a Pod had not answered when it ended', () => {
    const slow = traffic.replace('20ms', '500ms');
    const result = timeline(scenario(update, slow) + web());
    expect(count(result, 'broken')).toBeGreaterThan(0);
    expect(count(result, 'delivered') + count(result, 'broken') + count(result, 'timeout')).toBe(2000);
  });

  it('leaves a Node with its old rules until its kube-proxy has synced', () => {
    const scale = '  - {at: 1s, run: kubectl scale deployment/web --replicas=1}';
    const lag = `${traffic.replace('until: 20s', 'until: 12s')}\n  delays: {proxyLag: {n1: 5s}}`;
    const { events, ...rest } = timeline(scenario(scale, lag) + web());
    const syncs = events.flatMap((e) => (e.kind === 'sync' && e.node === 'n1' ? [e] : []));
    expect(syncs[0]?.stale ?? 0).toBeGreaterThan(5000);
    // two of three Pods end a second after the scaling, and n1 sends to them for four seconds more
    expect(count({ events, ...rest }, 'timeout')).toBeGreaterThan(200);
  });

  it('keeps one connection, and opens a new one when its Pod has gone', () => {
    const kept = traffic.replace('takes: 20ms', 'keepAlive: true');
    const { traffic: results } = timeline(scenario(update, kept) + web());
    const used = new Set(results[0]?.spans.flatMap(({ counts }) => counts.map(([end]) => end)));
    expect(used.size).toBeGreaterThan(1);
    expect(used.size).toBeLessThan(5);
    expect(count({ traffic: results } as Timeline, 'delivered')).toBe(2000);
  });

  it('has a Pod ready at the first readiness probe that succeeds', () => {
    const probe = ', readinessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 12}';
    const { events } = timeline(
      scenario('  - {at: 1s, run: kubectl scale deployment/web --replicas=4}') + web({ container: probe }),
    );
    const [, starting, running, ready] = lives(events, 'web-');
    expect(starting).toMatch(/starting$/);
    const at = Number.parseInt(running ?? '', 10);
    expect(ready).toBe(`${at + 20_000} ready`);
  });

  it('notices at the third failing probe that a Pod is not ready any more', () => {
    const probe = ', readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 5}';
    const pod = `
---
apiVersion: v1
kind: Pod
metadata: {name: solo, labels: {app: web}}
spec: {containers: [{name: c, image: nginx${probe}}]}`;
    const step = '  - {at: 1s, run: kubectl annotate pod solo kubehop.dev/listen=}';
    const { events, end } = timeline(scenario(`${step}\n  - {at: 30s, run: kubectl get pods}`) + web() + pod);
    expect(lives(events, 'solo')).toEqual(['15000 running']);
    expect(end).toBeGreaterThanOrEqual(30_000);
  });

  it('restarts a container whose liveness probe fails, each time later, and ends at its bound', () => {
    const pod = `
apiVersion: v1
kind: Pod
metadata: {name: solo}
spec: {containers: [{name: c, image: nginx, livenessProbe: {exec: {command: ["false"]}, periodSeconds: 5}}]}`;
    const { events, bound } = timeline(
      `${scenario('  - {at: 1s, run: kubectl get pods}\n  - {at: 9m, run: kubectl get pods}')}\n---${pod}`,
    );
    const downs = events.flatMap((e) => (e.kind === 'pod' && e.life === 'down' ? [e.at] : []));
    expect(downs.length).toBeGreaterThan(5);
    const gaps = downs.slice(1).map((at, i) => at - (downs[i] ?? 0));
    expect(gaps.at(-1)).toBeGreaterThan(gaps[0] ?? 0);
    expect(bound).toBeNull();
  });

  it('loses what goes to the Pods of a machine that is off until its Node counts as lost', () => {
    const off = '  - {at: 2s, on: node/n2, run: poweroff}\n  - {at: 80s, run: kubectl get nodes}';
    const result = timeline(scenario(off, traffic.replace('until: 20s', 'until: 80s')) + web());
    const lost = result.events.find((e) => e.kind === 'slice')?.at ?? 0;
    expect(lost).toBeGreaterThan(40_000);
    expect(lost).toBeLessThan(58_000);
    // a third of 100 connections a second for some 50 s, and none after that
    const late = result.traffic[0]?.spans.filter(({ to }) => to > lost + 5000) ?? [];
    expect(count(result, 'timeout')).toBeGreaterThan(1200);
    expect(late.length).toBeGreaterThan(0);
    expect(
      late.every(({ counts }) => counts.every(([end]) => result.traffic[0]?.ends[end]?.result === 'delivered')),
    ).toBe(true);
  });

  it('goes on serving from a Node whose kubelet alone has stopped', () => {
    const stop =
      '  - {at: 2s, on: node/n2, run: systemctl stop kubelet}\n  - {at: 80s, on: node/n2, run: systemctl start kubelet}';
    const result = timeline(scenario(stop, traffic.replace('until: 20s', 'until: 90s')) + web());
    expect(count(result, 'delivered')).toBe(9000);
    const conditions = result.events.flatMap((e) => (e.kind === 'slice' ? e.changed.map(({ ready }) => ready) : []));
    expect(conditions).toEqual([false, true]);
  });

  it('has a load balancer take out a Node after three checks that fail', () => {
    const off = '  - {at: 2s, on: node/n2, run: poweroff}\n  - {at: 40s, run: kubectl get nodes}';
    const balanced = 'traffic: [{on: client, to: "tcp://203.0.113.10:80", rate: 100, until: 40s}]';
    const { events } = timeline(scenario(off, balanced) + web().replace('type: NodePort', 'type: LoadBalancer'));
    expect(events.flatMap((e) => (e.kind === 'health' ? [[e.at, e.node, e.healthy]] : []))).toEqual([
      [24_000, 'n2', false],
    ]);
  });

  it('ends with a message when there are too many steps', () => {
    const steps = Array.from({ length: 10_000 }, (_, i) => `  - {at: ${i}ms, run: echo ${i}}`).join('\n');
    const { events, bound } = timeline(scenario(steps));
    expect(bound).toBe('steps');
    expect(events.at(-1)).toMatchObject({ kind: 'bound' });
  });
});
