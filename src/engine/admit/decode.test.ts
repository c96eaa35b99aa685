import { describe, expect, it } from 'vitest';
import { decode, metadataError } from './decode.ts';

const service = (spec: unknown): unknown => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec });

describe('decode', () => {
  it('says which field has the wrong type, in the words of Go', () => {
    const typeError = (spec: unknown): string | undefined => decode('Service', service(spec)).typeError;
    const field = (value: string, path: string, type: string): string =>
      `json: cannot unmarshal ${value} into Go struct field ${path} of type ${type}`;
    expect(typeError({ ports: [{ port: '80' }] })).toBe(field('string', 'ServicePort.spec.ports.port', 'int32'));
    expect(typeError({ ports: [{ port: 80.5 }] })).toBe(field('number 80.5', 'ServicePort.spec.ports.port', 'int32'));
    expect(typeError({ ports: {} })).toBe(field('object', 'ServiceSpec.spec.ports', '[]v1.ServicePort'));
    expect(typeError({ type: 5 })).toBe(field('number', 'ServiceSpec.spec.type', 'v1.ServiceType'));
    expect(typeError({ selector: { a: 1 } })).toBe(field('number', 'ServiceSpec.spec.selector', 'string'));
    expect(typeError('x')).toBe(field('string', 'Service.spec', 'v1.ServiceSpec'));
  });

  it('takes what managers own as it is: a dump may have it', () => {
    const managedFields = [{ manager: 'kubectl', operation: 'Apply', fieldsV1: { 'f:spec': { 'f:ports': {} } } }];
    const dumped = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', managedFields } };
    expect(decode('Service', dumped)).toMatchObject({ object: { metadata: { managedFields } }, unknown: [] });
  });

  it('lists unknown fields in order of their names, with indices', () => {
    const { unknown } = decode('Service', service({ zeta: 1, ports: [{ port: 80, target: 1 }], alpha: 2 }));
    expect(unknown).toEqual(
      ['spec.alpha', 'spec.ports[0].target', 'spec.zeta'].map((path) => `unknown field "${path}"`),
    );
  });

  it('leaves out what is empty and fills in what is always there', () => {
    const { object } = decode('Service', service({ selector: {}, externalIPs: [], publishNotReadyAddresses: false }));
    expect(object).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: {},
      status: { loadBalancer: {} },
    });
    const slice = decode('d.EndpointSlice', { addressType: 'IPv4', endpoints: [] }).object;
    expect(slice).toMatchObject({ endpoints: null, ports: null });
  });

  it('keeps what is false or zero behind a pointer', () => {
    const { object } = decode('Service', service({ allocateLoadBalancerNodePorts: false, ports: [{ port: 1 }] }));
    expect(object['spec']).toEqual({ allocateLoadBalancerNodePorts: false, ports: [{ port: 1, targetPort: 0 }] });
  });

  it('takes null in a map for nothing of its kind, a quantity for 0', () => {
    const limits = { cpu: null, memory: '1024Mi' };
    const { object } = decode('Pod', {
      spec: { containers: [{ name: 'c', resources: { limits } }], nodeSelector: { a: null } },
    });
    expect(object['spec']).toMatchObject({
      containers: [{ resources: { limits: { cpu: '0', memory: '1Gi' } } }],
      nodeSelector: { a: '' },
    });
  });

  it('knows what kubectl finds wrong with metadata', () => {
    expect(metadataError({ metadata: 'x' })).toBe(
      'json: cannot unmarshal string into Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta',
    );
    expect(metadataError({ metadata: { labels: { a: true } } })).toBe(
      'json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string',
    );
    expect(metadataError({ metadata: { name: 'x', unknown: 1 } })).toBeUndefined();
  });
});

describe('times', () => {
  const written = (time: unknown): unknown => {
    const { object, typeError } = decode('ConfigMap', { metadata: { creationTimestamp: time } });
    return typeError ?? (object['metadata'] as Record<string, unknown>)['creationTimestamp'];
  };

  // as Go's time package counts
  it.each([
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z'],
    ['2026-11-28T13:30:59Z', '2026-11-28T13:30:59Z'],
    ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59Z'],
    ['2000-02-29T12:00:00Z', '2000-02-29T12:00:00Z'],
    ['2000-03-01T12:00:00Z', '2000-03-01T12:00:00Z'],
    ['1900-02-28T12:00:00Z', '1900-02-28T12:00:00Z'],
    ['1900-03-01T12:00:00Z', '1900-03-01T12:00:00Z'],
    ['2100-12-31T00:00:01Z', '2100-12-31T00:00:01Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['2025-01-31T00:00:00.5Z', '2025-01-31T00:00:00Z'],
    ['2025-01-01T00:30:00+01:00', '2024-12-31T23:30:00Z'],
    ['2024-12-31T23:30:00-01:45', '2025-01-01T01:15:00Z'],
  ])('%s is kept as %s', (given, kept) => expect(written(given)).toBe(kept));

  it.each(['2025-01-01', '2025-01-01 00:00:00Z', 'x2025-01-01T00:00:00Z', '2025-01-01T00:00:00'])(
    '%s is none',
    (text) => expect(written(text)).toMatch(/^parsing time "/),
  );
});

it('keeps what may be anything as it is', () => {
  const fieldsV1 = { 'f:data': { '.': {} } };
  const managed = { metadata: { managedFields: [{ manager: 'kubectl', fieldsV1 }] } };
  expect(decode('ConfigMap', managed).object).toMatchObject(managed);
  const schema = { openAPIV3Schema: { type: 'integer', maximum: 1.5, default: 1, additionalProperties: false } };
  const definition = { spec: { versions: [{ name: 'v1', served: true, storage: true, schema }] } };
  expect(decode('e.CustomResourceDefinition', definition).object).toMatchObject(definition);
});
