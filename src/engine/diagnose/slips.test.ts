import { describe, expect, it } from 'vitest';
import { withEdits } from '../../model/withEdits.ts';
import { examine } from '../examine.ts';

const service = (spec: string, name = 'web'): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n${spec}`;
const deployment = (spec: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n${spec}`;
const pod = (container: string, metadata = 'name: web'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {${metadata}}\nspec:\n  containers:\n  - name: c\n    image: nginx\n${container}`;
const PORTS = '  ports:\n  - port: 80\n';

const refusals = (text: string) => examine(text).filter(({ severity, span }) => severity === 'error' && span);

/** Applies the first fix of the first refusal until there is none; what was underlined each time. */
function mend(text: string): { text: string; at: string[] } {
  const at: string[] = [];
  for (let left = 10; left > 0; left--) {
    const [found] = refusals(text);
    if (!found) return { text, at };
    at.push(text.slice(found.span?.start, found.span?.end));
    const [fix] = found.fixes ?? [];
    if (!fix) throw new Error(`no fix: ${JSON.stringify(found.message)}`);
    text = withEdits(text, fix.edits);
  }
  throw new Error('no end');
}

describe('a slip that the API server refuses is underlined, and its fix is taken', () => {
  it.each([
    // values that are one of a few
    [service(`  type: loadbalancer\n${PORTS}`), ['loadbalancer'], service(`  type: LoadBalancer\n${PORTS}`)],
    [
      service('  ports:\n  - {port: 80, protocol: tcp}\n'),
      ['tcp'],
      service('  ports:\n  - {port: 80, protocol: TCP}\n'),
    ],
    [
      service(`  sessionAffinity: clientIP # by address\n${PORTS}`),
      ['clientIP'],
      service(`  sessionAffinity: ClientIP # by address\n${PORTS}`),
    ],
    [pod('    imagePullPolicy: always\n'), ['always'], pod('    imagePullPolicy: Always\n')],
    [service(`  clusterIP: none\n${PORTS}`), ['none'], service(`  clusterIP: None\n${PORTS}`)],
    // names
    [service(PORTS, 'My_Shop'), ['My_Shop'], service(PORTS, 'my-shop')],
    [service('  ports:\n  - {port: 80, name: HTTP}\n'), ['HTTP'], service('  ports:\n  - {port: 80, name: http}\n')],
    [
      pod('    ports: [{containerPort: 80, name: the-name-of-a-port}]\n'),
      ['the-name-of-a-port'],
      pod('    ports: [{containerPort: 80, name: the-name-of-a-p}]\n'),
    ],
    // types
    [service('  ports:\n  - port: "80"\n'), ['"80"'], service(PORTS)],
    [
      service(`${PORTS}  publishNotReadyAddresses: "True"\n`),
      ['"True"'],
      service(`${PORTS}  publishNotReadyAddresses: true\n`),
    ],
    [service('  ports: {port: 80}\n'), ['{port: 80}'], service('  ports: [{port: 80}]\n')],
    [
      service('  ports:\n    port: 80\n    targetPort: 8080\n'),
      ['port: 80\n    targetPort: 8080'],
      service('  ports:\n    - port: 80\n      targetPort: 8080\n'),
    ],
    [service(`  selector: app=web\n${PORTS}`), ['app=web'], service(`  selector: {app: web}\n${PORTS}`)],
    [pod('    command: sleep\n'), ['sleep'], pod('    command: [sleep]\n')],
    [
      pod('    env:\n    - {name: A, value: 1}\n    - {name: B, value: 0x10}\n    - {name: C, value: yes}\n'),
      ['1', '0x10', 'yes'],
      pod('    env:\n    - {name: A, value: "1"}\n    - {name: B, value: "0x10"}\n    - {name: C, value: "yes"}\n'),
    ],
    [pod('', 'name: web, labels: {v: 1}'), ['1'], pod('', 'name: web, labels: {v: "1"}')],
    // workloads
    [
      deployment(
        '  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: wbe, tier: a}}\n    spec: {containers: [{name: c, image: nginx}]}\n',
      ),
      ['{app: wbe, tier: a}'],
      deployment(
        '  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web, tier: a}}\n    spec: {containers: [{name: c, image: nginx}]}\n',
      ),
    ],
  ])('%s', (text, at, after) => {
    expect(mend(text)).toEqual({ text: after, at });
  });

  it('a workload without a selector gets that of its template', () => {
    const text = deployment(
      '  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: c, image: nginx}]}\n',
    );
    const found = refusals(text).find(({ message }) => String(message).startsWith('spec.selector: Required'));
    const mended = withEdits(text, found?.fixes?.[0]?.edits ?? []);
    expect(mended).toContain('selector: {matchLabels: {app: web}}');
    expect(refusals(mended)).toEqual([]);
  });
});

describe('nothing is proposed', () => {
  it.each([
    ['for a number that is none', service('  ports:\n  - port: eighty\n')],
    ['for a name without a letter', service(PORTS, '___')],
    [
      'for what stands in another place, by an alias',
      pod('    env:\n    - {name: A, value: &n 1}\n    - {name: B, value: *n}\n'),
    ],
  ])('%s', (_, text) => {
    const [found] = refusals(text).toReversed();
    expect(found).toBeDefined();
    expect(found?.fixes).toBeUndefined();
  });

  it('that could not be read afterwards', () => {
    const text = pod('    env:\n    - {name: A, value: 1}\n');
    for (const { fixes = [] } of refusals(text))
      for (const { edits } of fixes) expect(refusals(withEdits(text, edits))).toEqual([]);
  });
});

describe('what stands in the wrong place, or at the wrong margin', () => {
  const good =
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web # ours\n  ports:\n  - port: 80\n    targetPort: 8080\n';
  const workload = (selector: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector${selector}  template:\n    metadata: {labels: {app: web, tier: a}}\n    spec: {containers: [{name: c, image: nginx}]}\n`;

  it.each([
    ['below spec, and not indented', good.replaceAll(/^ {2}(?=selector| {2}app|ports|- |  targetPort)/gm, ''), good],
    ['spec within metadata', good.replaceAll(/^(?=spec| {2}(?!name)| {4})/gm, '  '), good],
    ['a line one blank too far', good.replace('  ports', '   ports'), good],
    ['no blank after a colon', good.replace('port: 80\n', 'port:80\n'), good],
    [
      'no blank after several',
      good.replace('port: 80\n', 'port:80\n').replace('targetPort: 8080', 'targetPort:8080'),
      good,
    ],
    [
      'no blank after a colon, and it is still YAML',
      good.replace('app: web # ours', 'app:web'),
      good.replace(' # ours', ''),
    ],
    [
      'the selector of a Deployment in a Service',
      good.replace('app: web # ours', 'matchLabels: {app: web}'),
      good.replace('\n    app: web # ours', ' {app: web}'),
    ],
    [
      'the selector of a Service in a Deployment',
      workload(':\n    app: web\n    tier: a\n'),
      workload(':\n    matchLabels:\n      app: web\n      tier: a\n'),
    ],
    [
      'a selector whose label has dots',
      workload(':\n    app: web\n    app.kubernetes.io/name: a\n').replace('tier', 'app.kubernetes.io/name'),
      workload(':\n    matchLabels:\n      app: web\n      app.kubernetes.io/name: a\n').replace(
        'tier',
        'app.kubernetes.io/name',
      ),
    ],
    ['the same in braces', workload(': {app: web, tier: a}\n'), workload(': {matchLabels: {app: web, tier: a}}\n')],
    ['no version', good.replace('apiVersion: v1\n', ''), good],
  ])('%s', (_, text, after) => {
    expect(mend(text).text).toBe(after);
  });

  it('two objects without --- between them are one, which is told at the second', () => {
    const text = `${good}${pod('')}`;
    const twice = examine(text).filter(({ code }) => code === 'yaml/duplicate-key');
    expect(twice.map(({ hint }) => hint)).toEqual(twice.map(() => ['documentBegins']));
    expect(twice).toHaveLength(4);
    for (const { fixes } of twice) expect(withEdits(text, fixes?.[0]?.edits ?? [])).toBe(`${good}---\n${pod('')}`);
  });

  it('a key twice that is no new object has no such fix', () => {
    const text = good.replace('    app: web', '    app: shop\n    app: web');
    expect(examine(text).find(({ code }) => code === 'yaml/duplicate-key')).toMatchObject({ hint: ['lastCounts'] });
  });

  it('a field that is given in its place is not moved over it', () => {
    const text = `${good}selector: {app: shop}\n`;
    expect(refusals(text)[0]?.fixes?.map(({ title }) => title)).toEqual([['dropField', 'selector']]);
  });

  it('an Ingress of a version that is gone', () => {
    const rules = (path: string): string => `rules:\n  - http:\n      paths:\n      - path: /\n${path}`;
    const old = `apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: web}\nspec:\n  ${rules('        backend:\n          serviceName: web\n          servicePort: 80\n')}`;
    const { text } = mend(old);
    expect(text).toContain('backend: {service: {name: web, port: {number: 80}}}');
    expect(text).toContain('pathType: Prefix');
    expect(text).toContain('apiVersion: networking.k8s.io/v1\n');
  });
});
