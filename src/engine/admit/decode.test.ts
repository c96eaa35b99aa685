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
    for (const none of [null, 5, 'text', {}, { metadata: null }]) expect(metadataError(none)).toBeUndefined();
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
    ['2025-01-02T00:00:00+24:00', '2025-01-01T00:00:00Z'],
    ['2025-01-01T01:00:00+00:60', '2025-01-01T00:00:00Z'],
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

it('says of what is no object at all what Go says', () => {
  expect(decode('Service', 'text').typeError).toBe('json: cannot unmarshal string into Go value of type v1.Service');
});

// what a 1.36.3 API server said of each, in a creationTimestamp and in the renewTime of a Lease
describe('what is no time', () => {
  it.each([
    ['today', 'as "2006-01-02T15:04:05Z07:00": cannot parse "today" as "2006"'],
    ['2026', 'as "2006-01-02T15:04:05Z07:00": cannot parse "" as "-"'],
    ['20x6-01-01T00:00:00Z', 'as "2006-01-02T15:04:05Z07:00": cannot parse "20x6-01-01T00:00:00Z" as "2006"'],
    ['2026-1-01T00:00:00Z', 'as "2006-01-02T15:04:05Z07:00": cannot parse "1-01T00:00:00Z" as "01"'],
    ['2026-01-01', 'as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"'],
    ['2026-01-01T00:00:00', 'as "2006-01-02T15:04:05Z07:00": cannot parse "" as "Z07:00"'],
    ['2026-01-01T00:00:00 Z', 'as "2006-01-02T15:04:05Z07:00": cannot parse " Z" as "Z07:00"'],
    ['2026-01-01T00:00:00+0100', 'as "2006-01-02T15:04:05Z07:00": cannot parse "+0100" as "Z07:00"'],
    ['2026-01-01T00:00:00Zz', ': extra text: "z"'],
    ['2026-13-01T00:00:00Z', ': month out of range'],
    ['2026-00-01T00:00:00Z', ': month out of range'],
    ['2026-02-29T00:00:00Z', ': day out of range'],
    ['1900-02-29T00:00:00Z', ': day out of range'],
    ['2026-04-31T00:00:00Z', ': day out of range'],
    ['2026-01-00T00:00:00Z', ': day out of range'],
    ['2026-01-32T00:00:00Z', ': day out of range'],
    ['2026-01-01T24:00:00Z', ': hour out of range'],
    ['2026-01-01T00:60:00Z', ': minute out of range'],
    ['2026-01-01T00:00:60Z', ': second out of range'],
    ['2026-01-01T00:00:00+25:00', ': time zone offset hour out of range'],
    ['2026-01-01T00:00:00+00:61', ': time zone offset minute out of range'],
  ])('%s', (text, why) => {
    const told = `parsing time ${JSON.stringify(text)}${why.startsWith(':') ? '' : ' '}${why}`;
    expect(decode('ConfigMap', { metadata: { creationTimestamp: text } }).typeError).toBe(told);
  });

  it.each([
    ['2026-01-01T00:00:00Z', 'cannot parse "Z" as ".000000"'],
    ['2026-01-01T00:00:00.12Z', 'cannot parse ".12Z" as ".000000"'],
    ['2026-01-01T00:00:00.123456', 'cannot parse "" as "Z07:00"'],
    ['2026-01-01T00:00:00.1234567Z', 'cannot parse "7Z" as "Z07:00"'],
  ])('with millionths: %s', (text, why) => {
    const told = `parsing time ${JSON.stringify(text)} as "2006-01-02T15:04:05.000000Z07:00": ${why}`;
    expect(decode('o.Lease', { spec: { renewTime: text } }).typeError).toBe(told);
  });

  it('is not what has odd forms of the same', () => {
    const given = ['2026-01-01T1:02:03Z', '2026-01-01T01:02:03,5Z', '2024-02-29T00:00:00Z', '2000-02-29T00:00:00Z'];
    const read = given.map((text) => decode('ConfigMap', { metadata: { creationTimestamp: text } }).object['metadata']);
    expect(read.map((metadata) => (metadata as Record<string, unknown>)['creationTimestamp'])).toEqual([
      '2026-01-01T01:02:03Z',
      '2026-01-01T01:02:03Z',
      '2024-02-29T00:00:00Z',
      '2000-02-29T00:00:00Z',
    ]);
    const micro = decode('o.Lease', { spec: { renewTime: '2026-01-01T01:00:00.123456+01:00' } }).object['spec'];
    expect(micro).toEqual({ renewTime: '2026-01-01T00:00:00.123456Z' });
  });
});

it('makes text of null in a list of texts, as Go does', () => {
  expect(decode('ConfigMap', { metadata: { finalizers: [null, 'a/b'] } }).object['metadata']).toMatchObject({
    finalizers: ['', 'a/b'],
  });
});
