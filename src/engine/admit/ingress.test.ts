import { expect, test } from 'vitest';
import type { Fields } from './Fields.ts';
import { openCluster } from '../cluster/open.ts';
import { readSettings } from '../cluster/settings.ts';
import { createObject } from './api.ts';

const cluster = (...classes: string[]) => {
  const opened = openCluster(readSettings([]).settings, []);
  for (const name of classes)
    createObject(
      opened,
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        metadata: { name, annotations: { 'ingressclass.kubernetes.io/is-default-class': String(name !== 'plain') } },
        spec: { controller: 'example.com/a' },
      },
      {},
    );
  return opened;
};

const classOf = (of: ReturnType<typeof cluster>, spec: Fields = {}, annotations: Fields = {}): unknown => {
  const service = { name: 'web', port: { number: 80 } };
  const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web', annotations } };
  const response = createObject(of, { ...ingress, spec: { ...spec, defaultBackend: { service } } }, {});
  return response.ok ? (response.object['spec'] as Fields)['ingressClassName'] : response.status.message;
};

test('an Ingress without a class gets the one that is marked as default', () => {
  expect(classOf(cluster('plain'))).toBeUndefined();
  expect(classOf(cluster('plain', 'b', 'a'))).toBe('a');
  expect(classOf(cluster('a'), { ingressClassName: 'plain' })).toBe('plain');
  expect(classOf(cluster('a'), {}, { 'kubernetes.io/ingress.class': 'plain' })).toBeUndefined();
});

test('a refusal shows an empty list of rules as it was given', () => {
  const told = (rules: Fields): unknown => {
    const object = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web' }, spec: rules };
    const response = createObject(cluster(), object, {});
    return response.ok ? undefined : /value: \S+/.exec(response.status.message)?.[0];
  };
  expect(told({ rules: [] })).toBe('value: []:');
  expect(told({ rules: null })).toBe('value: null:');
  expect(told({})).toBe('value: null:');
});
