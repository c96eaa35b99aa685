import { Random } from '../src/engine/cluster/Random.ts';
import { settle } from '../src/engine/controllers/settle.ts';
import { oneWay } from '../src/engine/kernel/Chooser.ts';
import { openDocuments } from '../src/engine/openDocuments.ts';
import { parseText } from '../src/engine/parse/parse.ts';
import { Moments } from '../src/engine/time/Moments.ts';
import { timelineOf } from '../src/engine/time/timelineOf.ts';
import { endingsOf } from '../src/engine/trace/endings.ts';
import type { Row } from './Row.ts';

const SERVICES = 10;
const NODES = 10;
const RATE = 10;
const SECONDS = 300;
const FROM = { kind: 'pod', namespace: 'default', name: 'client' } as const;

const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** A rolling update of 100 Pods behind 10 Services on 10 Nodes, 100 connections a second for five minutes. */
const text = [
  `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: rollout}
spec:
  traffic:
${numbers(SERVICES)
  .map((i) => `  - {on: pod/client, to: "tcp://web-${i}:80", rate: ${RATE}, until: ${SECONDS}s}`)
  .join('\n')}
  steps:
${numbers(SERVICES)
  .map((i) => `  - {at: 10s, run: kubectl set image deployment/web-${i} c=nginx:1.29}`)
  .join('\n')}`,
  'apiVersion: v1\nkind: Pod\nmetadata: {name: client}\nspec: {nodeName: n1, containers: [{name: c, image: busybox}]}',
  ...numbers(NODES).map((i) => `apiVersion: v1\nkind: Node\nmetadata: {name: n${i}}`),
  ...numbers(SERVICES).flatMap((i) => [
    `apiVersion: v1\nkind: Service\nmetadata: {name: web-${i}}\nspec: {selector: {app: web-${i}}, ports: [{port: 80}]}`,
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: web-${i}}
spec:
  replicas: 10
  selector: {matchLabels: {app: web-${i}}}
  template:
    metadata: {labels: {app: web-${i}}}
    spec: {containers: [{name: c, image: nginx, readinessProbe: {tcpSocket: {port: 80}}}]}`,
  ]),
].join('\n---\n');

const parsed = parseText(text);

function timeline(): void {
  const { traffic } = timelineOf(openDocuments(parsed), new Map());
  const all = traffic.flatMap(({ spans }) => spans.flatMap(({ counts }) => counts.map(([, count]) => count)));
  const sum = all.reduce((a, b) => a + b, 0);
  if (sum !== SERVICES * RATE * SECONDS) throw new Error(`${sum} connections`);
}

/** The same connections in a cluster in which nothing happens, one by one. */
function oneByOne(): void {
  const { cluster } = openDocuments(parsed);
  settle(cluster);
  const chooser = oneWay(new Random(1));
  for (let n = 0; n < RATE * SECONDS; n++)
    for (const i of numbers(SERVICES))
      if (endingsOf(cluster, FROM, `tcp://web-${i}:80`, chooser)[0]?.ending.result !== 'delivered')
        throw new Error('lost');
}

/** Somebody drags along the timeline that is shown, to and fro: ours is one of the moments. */
const moments = new Moments();
moments.timeline({ text });
let turn = 0;
const JUMP = 7919;

export const rows: Row[] = [
  {
    id: 'P11.timeline',
    title: 'rolling update, 100 Pods, 10 Services, 10 Nodes, 30,000 connections in 5 minutes',
    against: 'the same connections one by one, nothing happening',
    goal: 1,
    most: 1000,
    ours: timeline,
    peer: oneByOne,
  },
  {
    id: 'P11.moment',
    title: 'to any moment of it',
    against: 'from the beginning to the end',
    goal: 10,
    most: 50,
    ours: () => moments.open({ text }, (turn++ * JUMP) % 60_000),
    peer: timeline,
  },
];
