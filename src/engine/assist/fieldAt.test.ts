import { describe, expect, it } from 'vitest';
import { fields } from '../../words/en/fields.ts';
import { fieldAt } from './fieldAt.ts';
import { typeNamed } from './typeAt.ts';

const field = (marked: string) => fieldAt(marked.replace('|', ''), marked.indexOf('|'));

describe('fieldAt', () => {
  it('says what a field is, on its name and on its value', () => {
    const text = 'kind: Service\nspec:\n  type: NodePort\n';
    const expected = {
      path: 'spec.type',
      type: 'string',
      field: 'ServiceSpec.type',
      values: ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'],
      info: expect.stringMatching(/^type determines how the Service is exposed/),
    };
    expect(field(text.replace('type', 'ty|pe'))).toMatchObject(expected);
    expect(field(text.replace('NodePort', 'Node|Port'))).toMatchObject(expected);
  });

  it('goes into lists, maps and braces', () => {
    const ports = 'kind: Service\nspec:\n  selector: {app: w|eb}\n';
    expect(field(ports)).toMatchObject({ field: 'ServiceSpec.selector', path: 'spec.selector.app' });
    expect(field('kind: Service\nspec:\n  ports:\n  - {port: 80, targetP|ort: a}')).toMatchObject({
      field: 'ServicePort.targetPort',
      path: 'spec.ports.targetPort',
    });
    expect(field('kind: Deployment\nspec:\n  template:\n    spec:\n      hostNet|work: true')).toMatchObject({
      field: 'PodSpec.hostNetwork',
    });
  });

  it('knows nothing of fields that the API does not have', () => {
    expect(field('kind: Service\nspec:\n  typ|o: 1')).toBeNull();
    expect(field('kind: Nothing\nspec:\n  ty|pe: 1')).toBeNull();
  });
});

describe('the words about fields', () => {
  it.each(Object.keys(fields.does))('%s is a field of the API', (id) => {
    const [type = '', name = ''] = id.split('.');
    expect(Object.keys(typeNamed(type)?.fields ?? {})).toContain(name);
  });
});
