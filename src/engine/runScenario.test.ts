import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Place } from '../model/Trace.ts';
import { ARCHITECTURES, GALLERY, type GalleryName, LESSONS, loadScenario, QUESTIONS } from '../scenarios/index.ts';
import { DETAILS } from '../scenarios/details.ts';
import { gallery } from '../words/en/gallery.ts';
import { gallery as galleryCN } from '../words/zh-CN/gallery.ts';
import { openDocuments } from './openDocuments.ts';
import { openSettled } from './openSettled.ts';
import { parseText } from './parse/parse.ts';
import { runScenario } from './runScenario.ts';
import { examine } from './examine.ts';
import { unmetOf } from './expectation.ts';
import { withEdits } from '../model/withEdits.ts';
import { timelineOf } from './time/timelineOf.ts';
import { reach } from './trace/reach.ts';

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

const CLIENT: Place = { kind: 'client' };
const SHOP: Place = { kind: 'pod', namespace: 'default', name: 'shop' };
const SHELL: Place = { kind: 'pod', namespace: 'default', name: 'shell' };

/**
 * Scenarios that are about a mistake: what is found first, and a connection that fails by it and gets through once the
 * first fix is applied; null where the mistake is not that something fails.
 */
const MISTAKES: Partial<Record<GalleryName, [code: string, from: Place, url: string | null, after?: string]>> = {
  'policy-after-snat': ['policy/snat', CLIENT, 'tcp://203.0.113.10:80'],
  'selector-typo': ['selector/nothing', SHOP, 'tcp://web:80'],
  'three-ports': ['targetPort/nobody', SHOP, 'tcp://web:80'],
  'named-target-port': ['targetPort/name', SHOP, 'tcp://web:80'],
  'container-port-optional': ['targetPort/name', SHOP, 'tcp://web:81'],
  'node-port-range': ['nodePort/range', CLIENT, null],
  'headless-port': ['headless/port', SHOP, 'tcp://web:80', 'tcp://web:8080'],
  'headless-env': ['headless/env', SHOP, null],
  'local-drops': ['externalTrafficPolicy/local', CLIENT, 'tcp://192.168.251.102:31002'],
  'external-ip-pending': ['loadBalancer/pending', CLIENT, 'tcp://203.0.113.10:80'],
  'source-ranges': ['sourceRanges/client', CLIENT, 'tcp://203.0.113.10:80'],
  'external-ips': ['externalIP/shared', CLIENT, null],
  'affinity-behind-nat': ['sessionAffinity/proxy', CLIENT, null],
  'topology-hints-removed': ['topology/safeguard', SHOP, null],
  'internal-local': ['internalTrafficPolicy/local', SHOP, 'tcp://web:80'],
  'external-name-https': ['externalName/port', SHELL, 'tcp://outside:443', 'tcp://outside:8080'],
  'localhost-node-port': [
    'nodePort/localhost',
    { kind: 'node', name: 'n1' },
    'tcp://127.0.0.1:31002',
    'tcp://192.168.251.101:31002',
  ],
  'ping-cluster-ip': ['clusterIP/ping', SHOP, 'icmp://10.96.10.10', 'tcp://10.96.10.10:80'],
  'env-order': ['env/order', { kind: 'pod', namespace: 'default', name: 'early' }, null],
  'rollout-errors': ['termination/preStop', CLIENT, null],
  'dns-search': ['dns/namespace', SHELL, 'tcp://web:80', 'tcp://web.shop:80'],
};
/**
 * Of the numbered misunderstandings, those in which the text is right and an expectation is not: the test below finds
 * nothing wrong in them, and what they show are their steps. Whoever adds a number says which of the two it is.
 */
const NOTHING_TO_MEND: Partial<Record<GalleryName, string>> = {
  'source-address-lost': 'the connection is delivered; a policy is a choice',
  'local-imbalance': 'the same: shares differ, nothing fails',
  'health-check-node-port': 'load balancers ask it, clients need not',
  'laptop-node-port': 'no route from outside: not in any manifest',
  'lb-short-circuit': 'delivered, by another way than expected',
  'affinity-timeout': 'it ends after its time, as it is written',
  'affinity-two-ports': 'each port remembers for itself',
  'keep-alive': 'one connection is one choice',
  'random-not-round-robin': 'chance is chance',
  hairpin: 'works here, where the bridge lets it',
  'port-forward': 'it goes past the Service',
  terminating: 'the last resort, as Kubernetes means it',
  'udp-stale': 'entries of conntrack, cleaned by kube-proxy',
};
/** Refused on purpose when the cluster is made, or warned of. */
const NOT_SILENT = new Set<GalleryName>(['node-port-range', 'external-ips', 'endpoints-migration']);

const delivered = (text: string, from: Place, url: string): boolean =>
  reach(openSettled(text).opened.cluster, from, url).traces.every(({ ending }) => ending.result === 'delivered');

describe('the gallery', () => {
  it('is all of the files', () => {
    const files = ['', 'lessons/'].flatMap((folder) => readdirSync(`src/scenarios/${folder}`));
    const names = files.flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -5)] : [])).sort();
    expect([...LESSONS, ...GALLERY, ...ARCHITECTURES, ...QUESTIONS].sort()).toEqual(names);
    expect(Object.keys(gallery).sort()).toEqual(names);
  });

  it.each([...LESSONS, ...GALLERY, ...ARCHITECTURES, ...QUESTIONS])(
    '%s: every step shows what it says, what is wrong is found and mended',
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

      const [code, from, url, after] = MISTAKES[name] ?? [];
      // a note beside what a step shows on purpose counts too
      const wrong = examine(text).filter((one) => one.severity !== 'info' || one.code === code);
      expect(wrong.map((one) => one.code)).toEqual(code ? [code] : []);
      const [found] = wrong;
      if (!found) return;
      const mended = withEdits(text, found.fixes?.[0]?.edits ?? []);
      if (found.fixes) expect(examine(mended).map((one) => one.code)).not.toContain(code);
      else expect(code).toBe('externalIP/shared'); // which of the two shall keep it, nobody can say
      if (!from || !url) return;
      expect(delivered(text, from, url)).toBe(false);
      expect(delivered(mended, from, after ?? url)).toBe(true);
    },
  );

  it('rollout-errors: with the fix that is found no connection is lost', async () => {
    const text = await loadScenario('rollout-errors');
    /** Of each stream, the connections that nobody answered. */
    const lost = (one: string): number[] =>
      timelineOf(openDocuments(parseText(one)), new Map()).traffic.map(({ ends, spans }) =>
        spans
          .flatMap(({ counts }) => counts)
          .reduce((sum, [end, count]) => sum + (ends[end]?.result === 'delivered' ? 0 : count), 0),
      );
    const [fix] = examine(text)[0]?.fixes ?? [];
    expect(lost(text)[0]).toBeGreaterThan(0);
    expect(lost(withEdits(text, fix?.edits ?? []))).toEqual([0, 0]);
  });

  it('S01 to S33 each have a finding that is mended, or nothing to mend and why', () => {
    const numbered = Object.entries(DETAILS).filter(([, { number }]) => number !== undefined);
    expect(numbered).toHaveLength(33);
    for (const [name] of numbered) {
      const told = [MISTAKES, NOTHING_TO_MEND].filter((table) => Object.hasOwn(table, name));
      expect(told, name).toHaveLength(1);
    }
  });

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
