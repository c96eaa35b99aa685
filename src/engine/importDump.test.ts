import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isGalleryName, loadScenario } from '../scenarios/index.ts';
import { examine } from './examine.ts';
import { importDump } from './importDump.ts';
import { openDocuments } from './openDocuments.ts';
import { openSettled } from './openSettled.ts';
import { parseText } from './parse/parse.ts';
import { outcomesOf } from './runScenario.ts';
import { execute } from './shell/execute.ts';
import { withEdits } from '../model/withEdits.ts';

const KINDS = 'nodes,namespaces,services,endpointslices,pods,deployments,replicasets,networkpolicies,configmaps';

async function dumpOf(
  name: string,
): Promise<{ cluster: ReturnType<typeof openSettled>['opened']['cluster']; dump: string }> {
  if (!isGalleryName(name)) throw new Error(name);
  const { cluster } = openSettled(await loadScenario(name)).opened;
  return { cluster, dump: execute(cluster, 'admin', `kubectl get ${KINDS} -A -o yaml`, '').stdout };
}

const addresses = (cluster: ReturnType<typeof openSettled>['opened']['cluster']): string =>
  ['kubectl get pods -A -o wide', 'kubectl get svc -A', 'kubectl get nodes -o wide']
    .map((command) => execute(cluster, 'admin', command, '').stdout.replace(/ +\d+[smhd]\S*/g, ' AGE'))
    .join('\n');

describe('a dump of a cluster', () => {
  it.each([
    ['load-balancer', 'client', 'tcp://203.0.113.10:80'],
    ['nodeport', 'client', 'tcp://192.168.251.102:31002'],
    ['local-drops', 'client', 'tcp://192.168.251.102:31002'],
    ['selector-typo', 'pod/shop', 'tcp://web:80'],
    ['headless-port', 'pod/shop', 'tcp://web:80'],
    ['policy-after-snat', 'client', 'tcp://203.0.113.10:80'],
    ['internal-local', 'pod/shop', 'tcp://web:80'],
  ])('%s: the same names and addresses, and connections end alike', async (name, from, url) => {
    const { cluster, dump } = await dumpOf(name);
    const { text, slices, leftOut } = importDump(dump);
    const again = openDocuments(parseText(text));
    expect(again.refusals.map(({ message }) => message)).toEqual([]);
    const imported = openSettled(text).opened.cluster;
    expect(addresses(imported)).toBe(addresses(cluster));
    expect(slices).toEqual([]);
    const ends = (of: typeof cluster) =>
      outcomesOf(of, from, url)
        .map((one) => JSON.stringify({ ...one, path: [] }))
        .sort();
    expect(ends(imported)).toEqual(ends(cluster));
    expect(leftOut['Namespace']).toBe(4);
    expect(text).not.toMatch(/uid:|resourceVersion|managedFields|creationTimestamp/);
  });

  it('of a real Kubernetes 1.36.3 has its addresses, and connections end as they were recorded there', () => {
    const dump = readFileSync('test/dumps/cluster.yaml', 'utf8');
    const recorded = JSON.parse(readFileSync('test/dumps/cluster.json', 'utf8')) as {
      on: string;
      reach: string;
      outcomes: Record<string, unknown>[];
    }[];
    const { text, slices } = importDump(dump);
    expect(slices).toEqual([]);
    const { cluster } = openSettled(text).opened;
    const plain = (outcomes: readonly object[]): string[] =>
      outcomes
        .map((one) =>
          JSON.stringify(
            Object.entries(one)
              .filter(([key]) => key !== 'share' && key !== 'path')
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
        )
        .sort();
    for (const { on, reach, outcomes } of recorded)
      expect(plain(outcomesOf(cluster, on, reach)), `${on} ${reach}`).toEqual(plain(outcomes));
    expect(recorded).toHaveLength(7);
    for (const [address] of dump.matchAll(/(?<=podIP: |clusterIP: )10[\d.]+/g))
      expect(execute(cluster, 'admin', 'kubectl get pods,svc -A -o wide', '').stdout).toContain(address);
  });

  it('in the editor is offered to be imported', () => {
    const dump = readFileSync('test/dumps/cluster.yaml', 'utf8');
    const [found] = examine(dump);
    expect(found).toMatchObject({ code: 'dump', message: ['isDump', 26] });
    const after = withEdits(dump, found?.fixes?.[0]?.edits ?? []);
    expect(examine(after).map(({ code }) => code)).toEqual(['selector/nothing']);
  });

  it('keeps networks of both families, and the addresses that another cloud gave', async () => {
    const { cluster, dump } = await dumpOf('dual-stack-policy');
    const { text } = importDump(dump);
    expect(text).toContain('podSubnet: 10.244.0.0/16,fd00:10:244::/48');
    expect(text).toContain('serviceSubnet: 10.96.0.0/12,fd00:10:96::/112');
    const imported = openSettled(text).opened.cluster;
    expect(addresses(imported)).toBe(addresses(cluster));
    const { dump: balanced } = await dumpOf('load-balancer');
    const elsewhere = importDump(balanced.replaceAll('203.0.113.10', '34.90.12.7')).text;
    const { cluster: other } = openSettled(elsewhere).opened;
    expect(execute(other, 'admin', 'kubectl get svc', '').stdout).toContain('34.90.12.7');
    expect(outcomesOf(other, 'client', 'tcp://34.90.12.7:80').map(({ result }) => result)).toEqual(
      outcomesOf(openSettled(importDump(balanced).text).opened.cluster, 'client', 'tcp://203.0.113.10:80').map(
        ({ result }) => result,
      ),
    );
  });

  it('tells where slices are not what the controllers make of it', async () => {
    const { dump } = await dumpOf('load-balancer');
    const [first] = /10\.244\.1\.2/.exec(dump.slice(dump.indexOf('kind: EndpointSlice'))) ?? [];
    expect(first).toBeDefined();
    const at = dump.indexOf('- 10.244.1.2\n');
    const odd = `${dump.slice(0, at)}- 10.244.9.9\n${dump.slice(at + '- 10.244.1.2\n'.length)}`;
    expect(importDump(odd).slices).toEqual([
      { service: 'default/tomcat-service', onlyInDump: ['10.244.9.9:8080 ready'], onlyHere: ['10.244.1.2:8080 ready'] },
    ]);
  });

  it('is nothing, or broken, without an exception', () => {
    expect(importDump('').text).toBe('');
    expect(importDump('a: [').text).toBe('');
    expect(
      importDump('kind: List\nitems: [5, null, {kind: Pod}, {kind: Secret, metadata: {name: s}}]').leftOut,
    ).toEqual({ Pod: 1, Secret: 1 });
  });
});
