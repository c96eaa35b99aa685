import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellAt, type Matrix } from '../../model/Matrix.ts';
import { settle } from '../controllers/settle.ts';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { NOWHERE } from './elsewhere.ts';
import { matrixOf } from './matrixSteps.ts';
import { rowsOf } from './rows.ts';

const texts = ['conformance/cases', 'src/scenarios'].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') })),
);
const open = (text: string) => {
  const { cluster } = openDocuments(parseText(text));
  settle(cluster);
  return cluster;
};
const whole = { system: true, most: 1e6 };

/** What each row says when rows are in their groups and when each is by itself, and the connections that were followed. */
function bothWays(text: string) {
  const cluster = open(text);
  const rows = rowsOf(cluster, true);
  const [grouped, followed] = counted(matrixOf(cluster, whole, rows));
  const each = rows.map((row, i) => ({ ...row, class: i }));
  const [alone, ofAll] = counted(matrixOf(cluster, whole, each, NOWHERE));
  const lines = (m: Matrix) =>
    m.rows.map(({ key }, row) => [key, m.columns.map((_, column) => cellAt(m, row, column))]);
  return { grouped: lines(grouped), alone: lines(alone), followed, ofAll };
}

function counted(steps: ReturnType<typeof matrixOf>): [Matrix, number] {
  for (let n = 0; ; n++) {
    const { done, value } = steps.next();
    if (done) return [value, n];
  }
}

describe('rows of one class are alike, and those of Nodes that hold the same of a Service', () => {
  // a Service, Nodes without a Pod, a Pod with a policy of names: whatever was recorded
  it.each(texts)('$file', ({ text }) => {
    const { grouped, alone } = bothWays(text);
    expect(grouped).toEqual(alone);
  });
});

const NODES = [1, 2, 3, 4, 5, 6];
const pod = (n: number, change: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `web-${n}`, labels: { app: 'web' } },
  spec: { nodeName: `w${n}`, containers: [{ name: 'c', image: 'nginx' }], ...change },
});
const endpointsOn = (service: object, pods: readonly object[]): string =>
  [
    ...NODES.map((n) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: `w${n}`, labels: { 'topology.kubernetes.io/zone': `z${n % 2}` } },
    })),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...service },
    },
    ...pods,
  ]
    .map((document) => JSON.stringify(document))
    .join('\n---\n');

describe("endpoints that are no others' equals", () => {
  const others = NODES.slice(1, 5).map((n) => pod(n));
  const unready = { readinessProbe: { httpGet: { port: 81 } } };
  it.each<[string, object, object[]]>([
    ['all alike', {}, [pod(1), ...others]],
    ['one does not listen', {}, [pod(1, { containers: [{ name: 'c', image: 'busybox' }] }), ...others]],
    ['one is not ready', {}, [pod(1, { containers: [{ name: 'c', image: 'nginx', ...unready }] }), ...others]],
    ['one has the network of its Node', {}, [pod(1, { hostNetwork: true }), ...others]],
    ['two on one Node', {}, [pod(1), ...others, { ...pod(1), metadata: { name: 'second', labels: { app: 'web' } } }]],
    ['by internalTrafficPolicy', { internalTrafficPolicy: 'Local' }, [pod(1), ...others]],
    ['by zone', { trafficDistribution: 'PreferSameZone' }, [pod(1), ...others]],
    ['by Node', { trafficDistribution: 'PreferSameNode' }, [pod(1), ...others]],
    ['with affinity', { sessionAffinity: 'ClientIP' }, [pod(1), ...others]],
    ['headless', { clusterIP: 'None' }, [pod(1), ...others]],
  ])('%s', (_, service, pods) => {
    const { grouped, alone } = bothWays(endpointsOn(service, pods));
    expect(grouped).toEqual(alone);
  });

  it('saves most connections where they are', () => {
    const { followed, ofAll } = bothWays(endpointsOn({}, [pod(1), ...others]));
    expect(followed).toBeLessThan(ofAll / 2);
  });
});

const pods = (spec: string) =>
  `${[1, 2, 3]
    .map(
      (i) =>
        `apiVersion: v1\nkind: Pod\nmetadata: {name: p${i}}\nspec:\n  nodeName: n1\n  containers: [{name: c, image: nginx}]\n${i === 3 ? spec : ''}`,
    )
    .join('---\n')}`;

describe('what tells two Pods of a Node apart', () => {
  const classes = (text: string): number[] =>
    rowsOf(open(text), false)
      .filter((row) => row.place.kind === 'pod')
      .map((row) => row.class);
  const kindsOf = (text: string): number => new Set(classes(text)).size;

  it('nothing, when they only differ in name', () => expect(kindsOf(pods(''))).toBe(1));
  it.each([
    ['the policy of names', '  dnsPolicy: Default\n'],
    ['entries in its hosts file', '  hostAliases: [{ip: 10.96.0.10, hostnames: [web.default]}]\n'],
    ['the network of its Node', '  hostNetwork: true\n'],
  ])('%s', (_, spec) => expect(kindsOf(pods(spec))).toBe(2));
  it('the hash of the source', () => {
    const proxy = (scheduler: string) =>
      `apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ipvs\nipvs: {scheduler: ${scheduler}}\n`;
    expect(kindsOf(`${pods('')}---\n${proxy('sh')}`)).toBe(3);
    expect(kindsOf(`${pods('')}---\n${proxy('rr')}`)).toBe(1);
  });
  it('a NetworkPolicy may tell any of them apart', () => {
    const policy =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny}\nspec: {podSelector: {}}\n';
    expect(kindsOf(`${pods('')}---\n${policy}`)).toBe(3);
  });
});
