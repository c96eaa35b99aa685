import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellAt, type Matrix } from '../../model/Matrix.ts';
import { settle } from '../controllers/settle.ts';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { NOWHERE } from './elsewhere.ts';
import { matrixOf, toEnd } from './matrixSteps.ts';
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

describe('rows of one class are alike, and those of Nodes that have nothing to do with a Service', () => {
  // a Service, Nodes without a Pod, a Pod with a policy of names: whatever was recorded
  it.each(texts)('$file', ({ text }) => {
    const cluster = open(text);
    const rows = rowsOf(cluster, true);
    const grouped = toEnd(matrixOf(cluster, whole, rows));
    const alone = toEnd(
      matrixOf(
        cluster,
        whole,
        rows.map((row, i) => ({ ...row, class: i })),
        NOWHERE,
      ),
    );
    const line = (m: Matrix, row: number) => m.columns.map((_, column) => cellAt(m, row, column));
    grouped.rows.forEach((row, i) => expect(line(grouped, i), row.key).toEqual(line(alone, i)));
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
