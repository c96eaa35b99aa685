import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../model/KubeObject.ts';
import type { TypedLine } from '../../model/Scenario.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { endingsOf } from '../trace/endings.ts';
import { copyCluster } from './copyCluster.ts';
import { Moments } from './Moments.ts';
import { timelineOf } from './timelineOf.ts';

const COMMANDS = [
  'kubectl scale deployment/web --replicas=1',
  'kubectl scale deployment/web --replicas=4',
  'kubectl set image deployment/web c=nginx:1.29',
  'kubectl rollout undo deployment/web',
  'kubectl delete pod -l app=web --wait=false',
  'kubectl delete service web',
  'kubectl expose deployment web --port=80',
  'kubectl patch service web -p \'{"spec":{"sessionAffinity":"ClientIP"}}\'',
  'kubectl annotate pod -l app=web kubehop.dev/listen= --overwrite',
  'kubectl cordon n2',
  'kubectl label pod -l app=web app-',
  'kubectl get pods -w',
  'sleep 3',
  'kubectl no such thing',
];
const ON_NODES = ['poweroff', 'systemctl stop kubelet', 'systemctl start kubelet', 'curl -s http://web'];

const command = fc.oneof(
  fc.record({ on: fc.constant('admin'), run: fc.constantFrom(...COMMANDS) }),
  fc.record({ on: fc.constantFrom('node/n1', 'node/n2'), run: fc.constantFrom(...ON_NODES) }),
);
const moment = fc.integer({ min: 0, max: 40_000 });
const steps = fc.array(fc.tuple(command, fc.option(moment)), { maxLength: 5 });
const typed = fc.array(
  fc.tuple(command, fc.option(moment)).map(([line, at]): TypedLine => ({ ...line, ...(at !== null && { at }) })),
  { maxLength: 3 },
);

const textOf = (list: readonly (readonly [{ on: string; run: string }, number | null])[], seed: number): string =>
  `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: random}
spec:
  seed: ${seed}
  traffic: [{on: node/n1, to: "tcp://web:80", rate: 20, until: 30s, takes: 30ms}]
  steps: ${JSON.stringify(list.map(([{ on, run }, at]) => ({ on, run, ...(at !== null && { at: `${at}ms` }) })))}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx, readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 2}}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`;
const scenario = fc.record({
  text: fc.tuple(steps, fc.integer({ min: 1, max: 99 })).map(([l, s]) => textOf(l, s)),
  typed,
});

/** Everything that the API has stored, and what a connection from a Node meets. */
function facts(of: Cluster): unknown {
  const cluster = copyCluster(of);
  const kinds = ['Pod', 'ReplicaSet', 'Deployment', 'EndpointSlice', 'Node', 'Service', 'Endpoints'];
  const objects = kinds.flatMap((kind) => cluster.store.list<KubeObject>(kind));
  const ends = endingsOf(cluster, { kind: 'node', name: 'n1' }, 'tcp://web:80');
  const rules = [...cluster.control.proxies].map(([node, { syncedAt, staleSince }]) => [node, syncedAt, staleSince]);
  return { objects, ends, rules, now: cluster.now };
}

// what a scenario is, when it was typed, and from where one comes to a moment, are chosen at random
describe('any scenario', () => {
  it('is at every moment the same, from wherever one comes', () => {
    fc.assert(
      fc.property(scenario, fc.array(moment, { minLength: 2, maxLength: 4 }), (source, moments) => {
        const travelled = new Moments();
        // half of the time all of it has been played before
        if (moments.length % 2 === 0) travelled.timeline(source);
        for (const at of moments) {
          const here = facts(travelled.open(source, at).opened.cluster);
          expect(here).toEqual(facts(new Moments().open(source, at).opened.cluster));
        }
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('has the same events whenever it is played', () => {
    fc.assert(
      fc.property(scenario, (source) => {
        const once = new Moments().timeline(source);
        const files = new Map([['scenario.yaml', source.text]]);
        expect(timelineOf(openDocuments(parseText(source.text)), files, source.typed)).toEqual(once);
        expect(JSON.parse(JSON.stringify(once))).toEqual(once);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('has come at its end to where its timeline ends', () => {
    fc.assert(
      fc.property(scenario, ({ text, typed: lines }) => {
        const opened = openDocuments(parseText(text));
        const { end } = timelineOf(opened, new Map([['scenario.yaml', text]]), lines);
        const { cluster } = new Moments().open({ text, typed: lines }, end).opened;
        expect(facts(cluster)).toEqual(facts(opened.cluster));
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
