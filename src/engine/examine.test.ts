import { describe, expect, it } from 'vitest';
import { examine } from './examine.ts';
import { simulate } from './simulate.ts';
import { withEdits } from '../model/withEdits.ts';

const text = (selector: string): string => `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  ${selector}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: web, image: nginx}]}
`;

const services = (text: string): string[] =>
  simulate({ text }).services.flatMap(({ name, namespace, system }) => (system ? [] : [`${namespace}/${name}`]));

describe('what is no YAML, or stands nowhere', () => {
  const web = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports:\n  - port: 80\n';

  it.each([
    ['after two blanks', web.replace('  ports', '\tports').replace('  - port', '\t- port')],
    ['beside four blanks', web.replace('  ports', '    clusterIP: None\n\tports').replace('  - port', '\t- port')],
  ])('tabs are found, and the fix puts as many blanks as are needed: %s', (_, text) => {
    const [found] = examine(text);
    expect(found).toMatchObject({ code: 'yaml/tabs', severity: 'error', hint: ['noTabs'] });
    expect(text.slice(found?.span?.start, found?.span?.end)).toBe('\t');
    expect(services(withEdits(text, found?.fixes?.[0]?.edits ?? []))).toEqual(['default/web']);
  });

  it('a template is shown where it begins', () => {
    const text = `# Source: web\n${web.replace('name: web', 'name: {{ .Release.Name }}')}`;
    const [found] = examine(text);
    expect(found).toMatchObject({ code: 'yaml/template', hint: ['isTemplate'] });
    expect(text.slice(found?.span?.start, found?.span?.end)).toBe('{{ .Release.Name }}');
  });

  it('a Namespace that no document makes is put before what is in it', () => {
    const text = `${web}---\n${web.replace('{name: web}', '{name: web, namespace: shop}')}`;
    const [found] = examine(text);
    expect(found).toMatchObject({ code: 'namespace/missing', hint: ['namespaceMissing', 'shop'] });
    expect(text.slice(found?.span?.start, found?.span?.end)).toContain('shop');
    const after = withEdits(text, found?.fixes?.[0]?.edits ?? []);
    expect(services(after)).toEqual(['default/web', 'shop/web']);
    const late = `${text}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n`;
    expect(examine(late)[0]).toMatchObject({ hint: ['namespaceLater', 'shop'] });
    expect(examine(late)[0]).not.toHaveProperty('fixes');
  });
});

describe('a selector that is misspelt', () => {
  it.each(['selector: {app: wbe}', 'selector:\n    app: wbe', "selector:\n    app: 'wbe' # the shop"])(
    'is told at its value, and the fix mends it: %s',
    (selector) => {
      const before = text(selector);
      const [found] = examine(before);
      if (!found?.span) throw new Error('nothing found');
      expect(found).toMatchObject({ code: 'selector/nothing', severity: 'warning', path: 'spec.selector.app' });
      expect(before.slice(found.span.start, found.span.end)).toContain('wbe');
      const after = withEdits(before, found.fixes?.[0]?.edits ?? []);
      expect(examine(after)).toEqual([]);
      expect(simulate({ text: after }).services.find(({ name }) => name === 'web')?.endpoints).toHaveLength(1);
    },
  );
});

describe('two documents of one object', () => {
  const web = (spec: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: ${spec}\n`;
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: web-1, labels: {app: web}}\nspec: {nodeName: n1, containers: [{name: c, image: a, ports: [{containerPort: 8080}]}]}\n';

  it.each([
    [
      'the first made it',
      [
        web('{selector: {app: web}, ports: [{port: 80}]}'),
        web('{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}'),
      ],
      0,
    ],
    [
      'the first was refused',
      [web('{selector: {app: web}, ports: [{port: 0}]}'), web('{selector: {app: web}, ports: [{port: 80}]}')],
      1,
    ],
  ])('%s: what is wrong with it is told and mended there', (_, documents, made) => {
    const text = [...documents, pod].join('---\n');
    const nobody = examine(text).find(({ code }) => code === 'targetPort/nobody');
    expect(nobody?.document).toBe(made);
    const after = withEdits(text, nobody?.fixes?.[0]?.edits ?? []);
    expect(examine(after).filter(({ code }) => code === 'targetPort/nobody')).toEqual([]);
  });
});
