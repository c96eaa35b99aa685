import { describe, expect, it } from 'vitest';
import type { Service, ServiceSpec } from '../../model/Service.ts';
import { servicePortsOf } from './servicePorts.ts';

const service = (spec: Partial<ServiceSpec>, ingress: object[] = []): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'default' },
  spec: {
    type: 'ClusterIP',
    clusterIP: '10.96.0.10',
    clusterIPs: ['10.96.0.10', 'fd00:10:96::10'],
    sessionAffinity: 'None',
    ports: [{ protocol: 'TCP', port: 80, targetPort: 8080 }],
    ...spec,
  },
  status: { loadBalancer: ingress.length > 0 ? { ingress } : {} },
});

const portOf = (spec: Partial<ServiceSpec>, ingress?: object[], family: 'IPv4' | 'IPv6' = 'IPv4') =>
  servicePortsOf(service(spec, ingress), family)[0];

// pkg/proxy/serviceport.go, newBaseServiceInfo; pkg/proxy/util/utils.go, ShouldSkipService
describe('servicePortsOf', () => {
  it.each<[what: string, spec: Partial<ServiceSpec>]>([
    ['a headless Service', { clusterIP: 'None', clusterIPs: ['None'] }],
    ['a Service without an address', { clusterIP: '', clusterIPs: [] }],
    ['a Service without ports', { ports: [] }],
    ['ExternalName, whatever address it kept', { type: 'ExternalName', externalName: 'example.com' }],
  ])('makes none of %s', (_, spec) => {
    expect(servicePortsOf(service(spec), 'IPv4')).toEqual([]);
    expect(servicePortsOf(service(spec), 'IPv6')).toEqual([]);
  });

  it('makes none where the fields are not written', () => {
    const { ports, ...noPorts } = service({}).spec;
    const { clusterIPs, ...noAddress } = service({}).spec;
    expect([ports, clusterIPs]).not.toContain(undefined);
    for (const spec of [noPorts, noAddress]) expect(servicePortsOf({ ...service({}), spec }, 'IPv4')).toEqual([]);
  });

  it('knows nothing for the outside where nothing is written', () => {
    expect(portOf({})).toMatchObject({ externalIPs: [], loadBalancerVIPs: [], sourceRanges: [], nodePort: 0 });
  });

  it('takes the external addresses of its family, and says where they are written', () => {
    const externalIPs = ['192.0.2.1', 'fd00:51::2', '192.0.2.3'];
    const at = (ip: string, i: number) => ({ ip, path: `spec.externalIPs[${i}]` });
    expect(portOf({ externalIPs })?.externalIPs).toEqual([at('192.0.2.1', 0), at('192.0.2.3', 2)]);
    expect(portOf({ externalIPs }, [], 'IPv6')?.externalIPs).toEqual([at('fd00:51::2', 1)]);
  });

  it('takes the address of each family, and says where it is written', () => {
    expect(portOf({})).toMatchObject({ clusterIP: '10.96.0.10', clusterIPPath: 'spec.clusterIP' });
    const second = { clusterIP: 'fd00:10:96::10', clusterIPPath: 'spec.clusterIPs[1]' };
    expect(portOf({}, [], 'IPv6')).toMatchObject(second);
    expect(portOf({ clusterIPs: ['10.96.0.10'] }, [], 'IPv6')).toBeUndefined();
  });

  it.each<[string[], string[]]>([
    [
      ['192.0.2.0/24', ' 198.51.100.7/32 '],
      ['192.0.2.0/24', '198.51.100.7/32'],
    ],
    [['192.0.2.0/24', 'fd00::/64', 'nonsense'], ['192.0.2.0/24']],
    [['192.0.2.0/24', '0.0.0.0/0'], []],
  ])('source ranges %j: %j', (given, ranges) => {
    const port = portOf({ type: 'LoadBalancer', loadBalancerSourceRanges: given });
    expect(port?.sourceRanges.map(({ cidr }) => cidr)).toEqual(ranges);
  });

  it.each<[spec: Partial<ServiceSpec>, externalLocal: boolean, external: boolean]>([
    [{ externalTrafficPolicy: 'Local' }, false, false],
    [{ externalTrafficPolicy: 'Local', externalIPs: ['192.0.2.1'] }, true, true],
    [{ externalTrafficPolicy: 'Local', type: 'LoadBalancer' }, true, false],
    [{ externalTrafficPolicy: 'Cluster', externalIPs: ['192.0.2.1'] }, false, true],
  ])('of %j: the policy counts %s, for the outside %s', (spec, externalLocal, external) => {
    expect(portOf(spec)).toMatchObject({ externalLocal, external });
  });

  it('goes by load balancers’ addresses of mode VIP alone', () => {
    const ingress = [{ ip: '203.0.113.1', ipMode: 'Proxy' }, { hostname: 'lb' }, { ip: '203.0.113.2', ipMode: 'VIP' }];
    expect(portOf({ type: 'LoadBalancer' }, ingress)?.loadBalancerVIPs).toEqual([
      { ip: '203.0.113.2', path: 'status.loadBalancer.ingress[2].ip' },
    ]);
  });

  it.each<[ServiceSpec['selector'], boolean]>([
    [undefined, false],
    [{}, false],
    [{ app: 'web' }, true],
  ])('with selector %j it selects: %s', (selector, selects) => {
    expect(portOf(selector ? { selector } : {})?.selects).toBe(selects);
  });

  it.each<[spec: Partial<ServiceSpec>, seconds: number]>([
    [{}, 0],
    [{ sessionAffinity: 'ClientIP' }, 10800],
    [{ sessionAffinity: 'ClientIP', sessionAffinityConfig: {} }, 10800],
    [{ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } }, 60],
  ])('with %j it remembers clients for %i s', (spec, seconds) => {
    expect(portOf(spec)?.affinitySeconds).toBe(seconds);
  });
});
