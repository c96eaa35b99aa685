import { describe, expect, it } from 'vitest';
import { GALLERY, type GalleryName, LESSONS, loadScenario } from '../scenarios/index.ts';
import { gallery } from '../words/en/gallery.ts';
import { gallery as galleryCN } from '../words/zh-CN/gallery.ts';
import { openSettled } from './openSettled.ts';
import { runScenario } from './runScenario.ts';
import { examine } from './examine.ts';

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

/** Scenarios that are about a mistake, and what is found in them. */
const MISTAKES: Partial<Record<GalleryName, string[]>> = { 'policy-after-snat': ['policy/snat'] };

describe('the gallery', () => {
  it.each([...LESSONS, ...GALLERY])('%s: every step has an answer, nothing is complained about', async (name) => {
    const text = await loadScenario(name);
    const { scenario, create, steps } = runScenario(text);
    expect(scenario).toBe(name);
    expect(create.stderr).toBe('');
    expect(steps.length).toBeGreaterThan(0);
    // a grep that finds nothing answers too; an unknown command does not
    for (const step of steps) {
      if ('reach' in step) expect(step.outcomes).not.toHaveLength(0);
      else expect(step.exit).not.toBe(127);
    }
    const wrong = examine(text).filter(({ severity }) => severity !== 'info');
    expect(wrong.map(({ code }) => code)).toEqual(MISTAKES[name] ?? []);
    const { title } = openSettled(text).opened.scenario;
    expect(title).toEqual({ en: gallery[name].title, 'zh-CN': galleryCN[name].title });
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
