import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ARCHITECTURES, GALLERY, type GalleryName, LESSONS, loadScenario, QUESTIONS } from '../scenarios/index.ts';
import { gallery } from '../words/en/gallery.ts';
import { gallery as galleryCN } from '../words/zh-CN/gallery.ts';
import { openSettled } from './openSettled.ts';
import { runScenario } from './runScenario.ts';
import { examine } from './examine.ts';
import { unmetOf } from './expectation.ts';

/** What each step of a scenario shows: of a question who is reached and sees whom, of a command its output. */
async function told(name: GalleryName): Promise<string[]> {
  const { create, steps } = runScenario(await loadScenario(name));
  expect(create.exit).toBe(0);
  return steps.map((step) => {
    if (!('reach' in step)) return `${step.stdout}${step.stderr}`.trimEnd();
    const lines = step.outcomes.map((outcome) => {
      const share = `${Math.round(outcome.share * 100)} %`;
      return 'pod' in outcome && outcome.result === 'delivered'
        ? `${share} ${outcome.pod} sees ${outcome.source}`
        : `${share} ${outcome.result}`;
    });
    return `${step.on} → ${step.reach}: ${lines.sort().join('; ')}`;
  });
}

const isLesson = (name: string): boolean => /^\d/.test(name);

/** Scenarios that are about a mistake of their text: what is found. `misunderstandings.test.ts` mends it, and more. */
const MISTAKES: Partial<Record<GalleryName, string>> = {
  'policy-after-snat': 'policy/snat',
  'selector-typo': 'selector/nothing',
  'three-ports': 'targetPort/nobody',
  'named-target-port': 'targetPort/name',
  'container-port-optional': 'targetPort/name',
  'node-port-range': 'nodePort/range',
  'headless-port': 'headless/port',
  'headless-env': 'headless/env',
  'local-drops': 'externalTrafficPolicy/local',
  'external-ip-pending': 'loadBalancer/pending',
  'source-ranges': 'sourceRanges/client',
  'external-ips': 'externalIP/shared',
  'affinity-behind-nat': 'sessionAffinity/proxy',
  'topology-hints-removed': 'topology/safeguard',
  'internal-local': 'internalTrafficPolicy/local',
  'external-name-https': 'externalName/port',
  'localhost-node-port': 'nodePort/localhost',
  'laptop-node-port': 'nodePort/noRoute',
  'ping-cluster-ip': 'clusterIP/ping',
  'env-order': 'env/order',
  'rollout-errors': 'termination/preStop',
  'dns-search': 'dns/namespace',
};
/** Refused on purpose when the cluster is made, or warned of. */
const NOT_SILENT = new Set<GalleryName>(['node-port-range', 'external-ips', 'endpoints-migration']);

describe('the gallery', () => {
  it('is all of the files', () => {
    const files = ['', 'lessons/'].flatMap((folder) => readdirSync(`src/scenarios/${folder}`));
    const names = files.flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -5)] : [])).sort();
    expect([...LESSONS, ...GALLERY, ...ARCHITECTURES, ...QUESTIONS].sort()).toEqual(names);
    expect(Object.keys(gallery).sort()).toEqual(names);
  });

  it.each([...LESSONS, ...GALLERY, ...ARCHITECTURES, ...QUESTIONS])(
    '%s: every step shows what it says, and what is wrong is found',
    async (name) => {
      const text = await loadScenario(name);
      const { scenario, create, steps } = runScenario(text);
      expect(scenario).toBe(name);
      if (!NOT_SILENT.has(name)) expect(create.stderr).toBe('');
      expect(steps.length).toBeGreaterThan(0);
      const asked = openSettled(text).opened.scenario.steps.filter((step) => step.run ?? step.reach);
      for (const [i, step] of steps.entries()) {
        // a grep that finds nothing answers too; an unknown command does not
        if ('reach' in step) expect(step.outcomes).not.toHaveLength(0);
        else expect(step.exit).not.toBe(127);
        if (!isLesson(name))
          expect(unmetOf(asked[i]?.expect ?? {}, step), asked[i]?.run ?? asked[i]?.reach).toEqual([]);
      }
      const { title } = openSettled(text).opened.scenario;
      expect(title).toEqual({ en: gallery[name].title, 'zh-CN': galleryCN[name].title });

      const code = MISTAKES[name];
      // a note beside what a step shows on purpose counts too
      const wrong = examine(text).filter((one) => one.severity !== 'info' || one.code === code);
      expect([...new Set(wrong.map((one) => one.code))]).toEqual(code ? [code] : []);
    },
  );

  it('policy-after-snat: only by the Pod’s own Node, until nobody masquerades', async () => {
    expect(await told('policy-after-snat')).toEqual([
      'client → tcp://203.0.113.10:80: 33 % default/web sees 10.244.3.1; 67 % timeout',
      'client → tcp://192.168.251.101:31002: 100 % timeout',
      'client → tcp://192.168.251.103:31002: 100 % default/web sees 10.244.3.1',
      'service/web patched',
      'client → tcp://203.0.113.10:80: 100 % default/web sees 198.51.100.7',
    ]);
  });

  it('proxy-protocol: the client by the proxy, nobody past it', async () => {
    expect(await told('proxy-protocol')).toEqual([
      'web sees 198.51.100.7',
      'client → tcp://203.0.113.10:80: 100 % default/web sees 198.51.100.7',
      'curl: (52) Empty reply from server',
      'pod/shop → tcp://web:80: 100 % default/web sees 10.244.1.2',
      'web sees 192.168.251.101',
      'node/n1 → tcp://203.0.113.10:80: 100 % default/web sees 192.168.251.101',
    ]);
  });

  it('vxlan: one packet on flannel.1, two around each other on the wire', async () => {
    const [page, way, routes, wire, inside] = await told('vxlan');
    expect([page, way]).toEqual(['web sees 10.244.1.2', 'pod/shop → tcp://web:80: 100 % default/web sees 10.244.1.2']);
    expect(routes).toContain('10.244.2.0/24 via 10.244.2.0 dev flannel.1');
    expect(wire).toMatch(
      /192\.168\.251\.101\.\d+ > 192\.168\.251\.102\.8472: OTV.*\nIP 10\.244\.1\.2\.\d+ > 10\.244\.2\.2\.8080/,
    );
    expect(inside).toMatch(/ IP 10\.244\.1\.2\.\d+ > 10\.244\.2\.2\.8080: Flags \[S\]/);
    expect(inside).not.toContain('OTV');
  });
});

describe('time between steps', () => {
  it('passes with what changes something, so that events come in the order in which they happened', () => {
    const service =
      '{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: LoadBalancer, ports: [{port: 80}]}}';
    const step = (run: string): string => `  - run: ${JSON.stringify(run)}\n`;
    const { steps } = runScenario(
      `apiVersion: kubehop.dev/v1\nkind: Scenario\nspec:\n  steps:\n${[
        step('kubectl get service web'),
        step('kubectl get service web'),
        step(`kubectl patch service web -p '{"spec":{"type":"ClusterIP"}}'`),
        step(`kubectl patch service web -p '{"spec":{"type":"LoadBalancer"}}'`),
        step('kubectl events --no-headers'),
      ].join('')}---\n${service}\n`,
    );
    const [first, second, , , events] = steps.map((one) => ('run' in one ? one.stdout : ''));
    expect(second).toBe(first);
    expect(
      events
        ?.trim()
        .split('\n')
        .map((line) => line.split(/ {2,}/)[2]),
    ).toEqual(['DeletingLoadBalancer', 'DeletedLoadBalancer', 'EnsuringLoadBalancer', 'EnsuredLoadBalancer']);
  });
});

it('keeps what steps write into files for the steps after them', () => {
  const steps = ['echo one > notes', 'cat notes', 'sed -i s/one/two/ notes', 'cat notes']
    .map((run) => `  - run: ${run}\n`)
    .join('');
  const text = `apiVersion: kubehop.dev/v1\nkind: Scenario\nmetadata: {name: files}\nspec:\n  steps:\n${steps}`;
  const said = () => runScenario(text).steps.map((step) => ('run' in step ? step.stdout + step.stderr : ''));
  expect(said()).toEqual(['', 'one\n', '', 'two\n']);
  expect(said()).toEqual(['', 'one\n', '', 'two\n']);
});
