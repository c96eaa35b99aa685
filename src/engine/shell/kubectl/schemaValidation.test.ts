import { expect, it } from 'vitest';
import { listErrors } from './schemaValidation.ts';

const errorsOf = (...items: unknown[]) => listErrors({ apiVersion: 'v1', kind: 'List', items });

it('finds what is unknown, missing and of a wrong type in the items of a List', () => {
  const service = { apiVersion: 'v1', kind: 'Service', spec: { foo: 1, ports: [{ name: 'x', port: '80' }, {}] } };
  expect(errorsOf(service)?.message).toBe(
    '[ValidationError(Service.spec): unknown field "foo" in io.k8s.api.core.v1.ServiceSpec, ' +
      'ValidationError(Service.spec.ports[0].port): invalid type for io.k8s.api.core.v1.ServicePort.port: ' +
      'got "string", expected "integer", ' +
      'ValidationError(Service.spec.ports[1]): missing required field "port" in io.k8s.api.core.v1.ServicePort]',
  );
});

it('leaves kinds alone that the server does not know, and takes any single value for a string', () => {
  const widget = { apiVersion: 'example.com/v1', kind: 'Widget', spec: { any: 'thing' } };
  expect(errorsOf(widget, { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 1 } })).toBeUndefined();
});

it('tells the place of the first', () => {
  const config = { apiVersion: 'v1', kind: 'ConfigMap' };
  const place = (...items: unknown[]) => {
    const { item, field } = errorsOf(...items) ?? {};
    return [item, field];
  };
  expect(place(config, { ...config, metadata: { labels: { a: null } } })).toEqual(['items[1]', 'metadata.labels.a']);
  expect(place({ ...config, data: 1 })).toEqual(['items[0]', 'data']);
  expect(place(config, { ...config, dat: {} })).toEqual(['items[1]', 'dat']);
  expect(place(config, { kind: 'ConfigMap' })).toEqual(['items[1]', undefined]);
});
