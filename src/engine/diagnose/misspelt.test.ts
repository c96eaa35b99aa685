import { describe, expect, it } from 'vitest';
import { withEdits } from '../../model/withEdits.ts';
import { examine } from '../examine.ts';

const of = (text: string, code: string) => examine(text).filter((one) => one.code === code);
const errors = (text: string): string[] =>
  examine(text).flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));

/** What is underlined, the hint, and what the text is after the first fix. */
const told = (text: string, code: string) =>
  of(text, code).map(({ span, hint, fixes = [] }) => ({
    at: text.slice(span?.start, span?.end),
    hint,
    titles: fixes.map(({ title }) => title),
    mended: fixes[0] && withEdits(text, fixes[0].edits),
  }));

const service = (spec: string, metadata = 'name: web'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {${metadata}}\nspec:\n${spec}`;

describe('fields that a kind does not have', () => {
  const three = service(
    '  selectors: {app: web}\n  ports:\n  - port: 80\n    targetport: 8080\n',
    'name: web, lables: {a: b}',
  );

  it('are told one by one, each where it stands, and all fixes together give what was meant', () => {
    const found = told(three, 'field/unknown');
    expect(found.map(({ at, hint }) => [at, hint])).toEqual([
      ['lables', ['fieldMeant', 'labels']],
      ['targetport', ['fieldMeant', 'targetPort']],
      ['selectors', ['fieldMeant', 'selector']],
    ]);
    let text = three;
    while (of(text, 'field/unknown').length > 0) text = told(text, 'field/unknown')[0]?.mended ?? '';
    expect(text).toBe(
      three.replace('lables', 'labels').replace('targetport', 'targetPort').replace('selectors', 'selector'),
    );
    expect(errors(text)).toEqual([]);
  });

  it('a message names the one field, in the server’s words', () => {
    expect(of(three, 'field/unknown')[1]?.message).toMatch(
      /Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec\.ports\[0\]\.targetport"$/,
    );
  });

  it('a name that is there already is not proposed', () => {
    const text = service('  selector: {app: web}\n  selectors: {app: web}\n  ports: [{port: 80}]\n');
    const [found] = told(text, 'field/unknown');
    expect(found).toMatchObject({ at: 'selectors', titles: [['dropField', 'selectors']] });
    expect(found?.hint).not.toEqual(['fieldMeant', 'selector']);
    expect(found?.mended).toBe(service('  selector: {app: web}\n  ports: [{port: 80}]\n'));
  });

  it('of a field in the wrong place it is told where its place is', () => {
    const deployment = (spec: string): string =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n${spec}`;
    const flat = deployment(
      '  template:\n    metadata: {labels: {app: web}}\n    containers: [{name: c, image: nginx}]\n',
    );
    expect(told(flat, 'field/unknown')).toMatchObject([
      { at: 'containers', hint: ['fieldElsewhere', 'spec.template.spec.containers'] },
    ]);
    const ports = service('  containerPort: 80\n  ports: [{port: 80}]\n');
    expect(told(ports, 'field/unknown')[0]?.hint).toBeUndefined();
    const outside = deployment(
      '  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containerPort: 80\n      containers: [{name: c, image: nginx}]\n',
    );
    expect(told(outside, 'field/unknown')).toMatchObject([
      { hint: ['fieldElsewhere', 'spec.template.spec.containers[].ports[].containerPort'] },
    ]);
  });

  it.each([
    ['in braces', 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{prot: 80}]}\n'],
    [
      'in JSON',
      '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {"ports": [{"prot": 80}]}}',
    ],
  ])('%s', (_, text) => {
    const [found] = told(text, 'field/unknown');
    expect(found?.hint).toEqual(['fieldMeant', 'port']);
    expect(errors(text.replace('prot', 'port'))).toEqual([]);
    expect(errors(found?.mended ?? '')).toEqual([]);
  });

  it('in an item of a List', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: {name: web}\n  spec:\n    selectors: {app: web}\n    ports: [{port: 80}]\n';
    const [found] = told(text, 'field/unknown');
    expect(found).toMatchObject({ at: 'selectors', hint: ['fieldMeant', 'selector'] });
    expect(found?.mended).toBe(text.replace('selectors', 'selector'));
  });
});

describe('a kind that the server does not have', () => {
  it.each([
    ['Servce', 'v1', 'Servce', ['kindMeant', 'Service'], 'kind: Service'],
    ['service', 'apps/v1', 'service', ['kindMeant', 'Service'], 'kind: Service'],
    ['pod1', 'v1', 'pod1', ['kindMeant', 'Pod'], 'kind: Pod'],
    ['Deploymnet', 'apps/v1', 'Deploymnet', ['kindMeant', 'Deployment'], 'kind: Deployment'],
    ['Deployment', 'v1', 'v1', ['kindServedAs', 'apps/v1'], 'apiVersion: apps/v1'],
    ['Deployment', 'app/v1', 'app/v1', ['kindServedAs', 'apps/v1'], 'apiVersion: apps/v1'],
    [
      'Ingress',
      'extensions/v1beta1',
      'extensions/v1beta1',
      ['kindServedAs', 'networking.k8s.io/v1'],
      'apiVersion: networking.k8s.io/v1',
    ],
    [
      'HorizontalPodAutoscaler',
      'autoscaling/v2beta2',
      'autoscaling/v2beta2',
      ['kindServedAs', 'autoscaling/v2'],
      'apiVersion: autoscaling/v2',
    ],
  ])('%s of %s', (kind, apiVersion, at, hint, after) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\n`;
    const [found, ...more] = told(text, 'kind/unknown');
    expect(more).toEqual([]);
    expect(found).toMatchObject({ at, hint });
    expect(found?.mended).toContain(`${after}\n`);
    expect(of(found?.mended ?? '', 'kind/unknown')).toEqual([]);
  });

  it('one of somebody else’s group is no slip, and nothing is proposed in its place', () => {
    const text = 'apiVersion: cert-manager.io/v1\nkind: Issuer\nmetadata: {name: ca}\n';
    expect(told(text, 'kind/unknown')).toEqual([
      { at: 'Issuer', hint: ['kindForeign', 'Issuer'], titles: [], mended: undefined },
    ]);
  });

  it('nothing is near to anything', () => {
    const text = 'apiVersion: v1\nkind: Xyzzyplugh\nmetadata: {name: a}\n';
    expect(told(text, 'kind/unknown')).toEqual([{ at: 'Xyzzyplugh', hint: undefined, titles: [], mended: undefined }]);
  });
});
