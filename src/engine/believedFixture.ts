import { openDocuments } from './openDocuments.ts';
import { openSettled } from './openSettled.ts';
import { unmetOf } from './expectation.ts';
import { parseText } from './parse/parse.ts';
import { actingSteps, runScenario } from './runScenario.ts';
import { timelineOf } from './time/timelineOf.ts';

/** What somebody writes who has misunderstood it, and the code that is to be found first. */
export interface Believed {
  code: string;
  /** The scenario of the gallery that the finding leads to, where the same mistake has another one. */
  leadsTo?: string;
  /** The fields of the Scenario: what is asked, and what is expected. */
  spec: string;
  /** The manifests, where those of the gallery already are as they should be. */
  change?: (manifests: string) => string;
  /** Whether all is as believed; without it, the steps say so. */
  works?: (text: string) => boolean;
}

/** Every step does what it expects, and every connection of a question gets through. */
export function stepsHold(text: string): boolean {
  const { steps } = runScenario(text);
  const asked = actingSteps(openSettled(text).opened.scenario);
  return steps.every(
    (step, i) =>
      unmetOf(asked[i]?.expect ?? {}, step).length === 0 &&
      (!('reach' in step) || (step.outcomes.length > 0 && step.outcomes.every(({ result }) => result === 'delivered'))),
  );
}

/** Of the connections of a timeline, how many ended so, by the Pod that answered; '' for none. */
function endsIn(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { ends, spans } of timelineOf(openDocuments(parseText(text)), new Map()).traffic)
    for (const [end, count] of spans.flatMap((span) => span.counts)) {
      const who = ends[end]?.result === 'delivered' ? ends[end].pod : '';
      counts.set(who, (counts.get(who) ?? 0) + count);
    }
  return counts;
}
const nothingLost = (text: string): boolean => !endsIn(text).has('');
const fivePodsWork = (text: string): boolean => [...endsIn(text).keys()].filter(Boolean).length >= 5;

const THIRDS =
  '[delivered to default/web-1 in 33.3 %, delivered to default/web-2 in 33.3 %, delivered to default/web-3 in 33.3 %]';

/** One for each number of the list of misunderstandings, by the scenario of the gallery. */
export const BELIEVED: Record<string, Believed> = {
  'ping-cluster-ip': { code: 'clusterIP/ping', spec: 'steps: [{on: pod/shop, reach: "icmp://10.96.10.10"}]' },
  'three-ports': { code: 'targetPort/nobody', spec: 'steps: [{on: pod/shop, reach: "tcp://web:80"}]' },
  'selector-typo': { code: 'selector/nothing', spec: 'steps: [{on: pod/shop, reach: "tcp://web:80"}]' },
  'named-target-port': { code: 'targetPort/name', spec: 'steps: [{on: pod/shop, reach: "tcp://web:80"}]' },
  'container-port-optional': {
    code: 'targetPort/name',
    leadsTo: 'named-target-port',
    spec: 'steps: [{on: pod/shop, reach: "tcp://web:81"}]',
  },
  'source-address-lost': {
    code: 'externalTrafficPolicy/source',
    spec: 'steps: [{on: client, reach: "tcp://203.0.113.10:80", expect: delivered to default/web-1 from 198.51.100.7}]',
  },
  'local-drops': {
    code: 'externalTrafficPolicy/local',
    spec: 'steps: [{on: client, reach: "tcp://192.168.251.102:31002"}]',
  },
  'local-imbalance': {
    code: 'externalTrafficPolicy/shares',
    spec: 'steps: [{on: client, reach: "tcp://203.0.113.10:80", expect: delivered to default/web-* in 25 %}]',
  },
  'health-check-node-port': {
    code: 'healthCheckNodePort/node',
    spec: 'steps: [{on: client, run: "curl -si http://192.168.251.102:32500/", expect: 200 OK}]',
  },
  'external-ip-pending': {
    code: 'loadBalancer/pending',
    spec: 'steps: [{on: client, reach: "tcp://203.0.113.10:80"}]',
  },
  'external-name-https': {
    code: 'externalName/port',
    spec: 'steps: [{on: pod/shell, reach: "tcp://outside:443"}]',
  },
  'affinity-behind-nat': {
    code: 'sessionAffinity/proxy',
    spec: `steps: [{on: client, run: "curl -s http://203.0.113.10/"}, {on: client, run: "curl -s http://203.0.113.10/"}, {on: client, reach: "tcp://203.0.113.10:80", expect: ${THIRDS}}]`,
  },
  'affinity-timeout': {
    code: 'sessionAffinity/timeout',
    spec: `steps: [{at: 0s, on: pod/shop, run: "curl -s http://web/"}, {at: 50s, on: pod/shop, run: "curl -s http://web/"}, {at: 100s, on: pod/shop, reach: "tcp://web:80", expect: ${THIRDS}}]`,
  },
  'affinity-two-ports': {
    code: 'sessionAffinity/port',
    spec: 'steps: [{on: pod/shop, run: "curl -s http://web/"}, {on: pod/shop, reach: "tcp://web:81", expect: delivered to default/web-* in 100 %}]',
  },
  'keep-alive': {
    code: 'keepAlive/scale',
    spec: 'traffic: [{on: pod/shop, to: "tcp://web:80", rate: 10, until: 60s, keepAlive: true}], steps: [{at: 5s, run: kubectl scale deployment/web --replicas=10}]',
    works: fivePodsWork,
  },
  'random-not-round-robin': {
    code: 'proxy/roundRobin',
    spec: 'steps: [{on: pod/shop, run: "for i in 1 2 3; do curl -s http://web/; done", expect: [web-1, web-2, web-3]}]',
  },
  hairpin: {
    code: 'hairpin/source',
    spec: 'steps: [{on: pod/web-1, reach: "tcp://web:80", expect: [delivered to default/web-1 from 10.244.1.2, delivered to default/web-2]}]',
  },
  'udp-stale': {
    code: 'udp/lastEndpoint',
    spec: 'traffic: [{on: pod/asker, to: "udp://metrics:8125", rate: 5, until: 30s, keepAlive: true}], steps: [{at: 2s, run: kubectl rollout restart deployment/metrics}]',
    change: (text) =>
      text.replace(
        /apiVersion: v1\nkind: Pod\nmetadata: \{name: metrics-1[^]*?---\n/,
        `apiVersion: apps/v1
kind: Deployment
metadata: {name: metrics}
spec:
  replicas: 1
  strategy: {type: Recreate}
  selector: {matchLabels: {app: metrics}}
  template:
    metadata: {labels: {app: metrics}, annotations: {kubehop.dev/terminates-after: 5s}}
    spec:
      nodeName: n2
      containers: [{name: c, image: example/statsd, ports: [{containerPort: 8125, protocol: UDP}]}]
---
`,
      ),
    works: nothingLost,
  },
  'rollout-errors': {
    code: 'termination/preStop',
    spec: 'traffic: [{on: client, to: "tcp://192.168.251.101:31001", rate: 100, until: 30s}], delays: {proxyLag: {n1: 2s}}, steps: [{at: 2s, run: kubectl set image deployment/hasty c=nginx:1.29}]',
    works: nothingLost,
  },
  terminating: {
    code: 'termination/endpoint',
    spec: 'steps: [{run: kubectl delete pod web-1 --wait=false}, {on: pod/web-2, reach: "tcp://web:80", expect: [delivered to default/web-1, delivered to default/web-2]}]',
  },
  'headless-port': { code: 'headless/port', spec: 'steps: [{on: pod/shop, reach: "tcp://web:80"}]' },
  'headless-env': {
    code: 'headless/env',
    spec: 'steps: [{on: pod/shop, run: "curl -s http://$WEB_SERVICE_HOST:8080/", expect: web-1 sees}]',
  },
  'topology-hints-removed': {
    code: 'topology/safeguard',
    spec: 'steps: [{on: pod/shop, reach: "tcp://web:80", expect: delivered to default/web-* in 25 %}]',
  },
  'internal-local': { code: 'internalTrafficPolicy/local', spec: 'steps: [{on: pod/shop, reach: "tcp://web:80"}]' },
  'localhost-node-port': {
    code: 'nodePort/localhost',
    spec: 'steps: [{on: node/n1, reach: "tcp://127.0.0.1:31002"}]',
  },
  'laptop-node-port': {
    code: 'nodePort/noRoute',
    spec: 'nodeNetwork: private, steps: [{on: client, reach: "tcp://192.168.251.101:31002"}]',
  },
  'node-port-range': { code: 'nodePort/range', spec: 'steps: [{on: pod/web-1, reach: "tcp://web:2181"}]' },
  'source-ranges': { code: 'sourceRanges/client', spec: 'steps: [{on: client, reach: "tcp://203.0.113.10:80"}]' },
  'lb-short-circuit': {
    code: 'loadBalancer/bypassed',
    spec: 'steps: [{on: node/n3, run: "curl -s http://203.0.113.10/", expect: web-1 sees}]',
    change: (text) =>
      text.replace('labels: {app: web}', 'labels: {app: web}\n  annotations: {kubehop.dev/proxy-protocol: "true"}'),
  },
  'policy-after-snat': { code: 'policy/snat', spec: 'steps: [{on: client, reach: "tcp://203.0.113.10:80"}]' },
  'dns-search': { code: 'dns/namespace', spec: 'steps: [{on: pod/shell, run: "curl -s http://web/", expect: sees}]' },
  'env-order': {
    code: 'env/order',
    spec: 'steps: [{on: pod/early, run: "nc -z $DB_SERVICE_HOST 5432", expect: {exit: 0}}]',
  },
  'port-forward': {
    code: 'portForward/one',
    spec: 'steps: [{run: "kubectl port-forward svc/web 8080:80", expect: [web-1, web-2, web-3]}]',
  },
};

/** The manifests of the gallery, and the scenario of somebody who believes otherwise. */
export function believedText(gallery: string, name: string, { spec, change = (text) => text }: Believed): string {
  const manifests = gallery.split(/^---\n/m).filter((document) => !/^kind: Scenario$/m.test(document));
  const scenario = `apiVersion: kubehop.dev/v1\nkind: Scenario\nmetadata: {name: ${name}}\nspec: {${spec}}\n`;
  return change([...manifests, scenario].join('---\n'));
}
