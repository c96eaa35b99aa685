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
