import { describe, expect, it } from 'vitest';
import type { Place } from '../model/Trace.ts';
import { isGalleryName, loadScenario } from '../scenarios/index.ts';
import { openSettled } from './openSettled.ts';
import { withEdits } from '../model/withEdits.ts';
import { reach } from './trace/reach.ts';
import { why } from './why.ts';

const textOf = (name: string): Promise<string> => {
  if (!isGalleryName(name)) throw new Error(name);
  return loadScenario(name);
};
const SHOP: Place = { kind: 'pod', namespace: 'default', name: 'shop' };
const CLIENT: Place = { kind: 'client' };

describe('why a connection fails', () => {
  it.each<[string, Place, string, string]>([
    ['selector-typo', SHOP, 'tcp://web:80', 'selector/nothing'],
    ['three-ports', SHOP, 'tcp://10.96.10.10:80', 'targetPort/nobody'],
    ['named-target-port', SHOP, 'tcp://web:80', 'targetPort/name'],
    ['local-drops', CLIENT, 'tcp://192.168.251.102:31002', 'externalTrafficPolicy/local'],
    ['source-ranges', CLIENT, 'tcp://203.0.113.10:80', 'sourceRanges/client'],
    ['policy-after-snat', CLIENT, 'tcp://203.0.113.10:80', 'policy/snat'],
    ['internal-local', SHOP, 'tcp://web:80', 'internalTrafficPolicy/local'],
    ['dns-search', { kind: 'pod', namespace: 'default', name: 'shell' }, 'tcp://web:80', 'dns/namespace'],
  ])('%s: the chain ends at a line, and the repair has been run', async (name, from, url, code) => {
    const text = await textOf(name);
    const { works, ends, causes, repairs } = why(text, { from, url });
    expect(works).toBe(false);
    expect(ends[0]?.reason.length).toBeGreaterThan(0);
    expect(causes[0]?.code).toBe(code);
    expect(causes[0]?.span).toBeDefined();
    const [repair] = repairs;
    if (!repair) throw new Error('no repair');
    const asked = repair.opens ?? { from, url };
    const { cluster } = openSettled(withEdits(text, repair.edits)).opened;
    expect(reach(cluster, asked.from, asked.url).traces.map(({ ending }) => ending.result)).not.toContain('timeout');
    const sizes = repairs.map(({ edits }) =>
      edits.reduce((n, { text: put, span }) => n + put.length + span.end - span.start, 0),
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  });

  it('names the rule that decided, and the field behind it', async () => {
    const { ends } = why(await textOf('selector-typo'), { from: SHOP, url: 'tcp://web:80' });
    expect(ends).toHaveLength(1);
    expect(ends[0]).toMatchObject({ ending: { result: 'refused' }, seen: ['refused'] });
    expect(ends[0]?.rule).toContain('has no endpoints');
    expect(ends[0]?.because[0]?.object).toBe('Service/default/web');
  });

  it('repairs two mistakes that stand behind each other with one edit', async () => {
    const text = (await textOf('selector-typo')).replace('targetPort: 8080', 'targetPort: 8000');
    const { repairs } = why(text, { from: SHOP, url: 'tcp://web:80' });
    const mended = withEdits(text, repairs[0]?.edits ?? []);
    expect(mended).toContain('app: web\n');
    expect(mended).toContain('targetPort: 8080');
    // and is named after both
    expect(repairs[0]).toMatchObject({ title: ['select', 'app=web'], also: [['setField', 'targetPort', '8080']] });
  });

  it('has nothing to say of what works, and offers nothing that does not help', async () => {
    const text = await textOf('selector-typo');
    expect(why(text, { from: SHOP, url: 'tcp://10.244.1.2:8080' })).toEqual({
      works: true,
      ends: [],
      causes: [],
      repairs: [],
    });
    // the wrong port is a mistake of who asks
    const { works, repairs, ends } = why(text, { from: SHOP, url: 'tcp://web:8888' });
    expect([works, repairs]).toEqual([false, []]);
    expect(ends[0]?.reason.length).toBeGreaterThan(0);
  });
});

describe('why an object is not as it should be', () => {
  it('a Service without endpoints', async () => {
    const { causes, repairs } = why(await textOf('selector-typo'), { object: 'Service/default/web' });
    expect(causes[0]?.code).toBe('selector/nothing');
    expect(repairs[0]?.title).toEqual(['select', 'app=web']);
  });
  it('an address that is pending', async () => {
    const { causes, repairs } = why(await textOf('external-ip-pending'), { object: 'Service/default/web' });
    expect(causes[0]?.code).toBe('loadBalancer/pending');
    expect(repairs).toHaveLength(1);
  });
  it('a Pod that is pending, and one that is not ready', () => {
    const pod = (spec: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\nspec: ${spec}\n`;
    const pending = why(pod('{nodeSelector: {kubernetes.io/hostname: n7}, containers: [{name: c, image: nginx}]}'), {
      object: 'Pod/default/web',
    });
    expect(pending.causes[0]?.code).toBe('pod/pending');
    expect(pending.repairs).not.toEqual([]);
    const lost = why(
      pod('{containers: [{name: c, image: nginx}], volumes: [{name: v, persistentVolumeClaim: {claimName: gone}}]}'),
      { object: 'Pod/default/web' },
    );
    expect(lost.causes[0]?.code).toBe('pod/pending');
    const unready = why(pod('{containers: [{name: c, image: nginx, readinessProbe: {tcpSocket: {port: 81}}}]}'), {
      object: 'Pod/default/web',
    });
    expect(unready.causes[0]?.code).toBe('pod/not-ready');
    expect(unready.repairs[0]?.title).toEqual(['setField', 'port', '80']);
  });
});
