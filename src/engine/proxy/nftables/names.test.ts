import { describe, expect, it } from 'vitest';
import type { ProxyEndpoint } from '../endpoints.ts';
import type { ServicePort } from '../servicePorts.ts';
import { endpointBase, portBase } from './names.ts';

const port = (serviceName: string, portName: string): ServicePort =>
  ({ serviceName, portName, protocol: 'tcp' }) as ServicePort;

/** pkg/proxy/nftables/helpers_test.go and proxier_test.go: names (reference §6.2 and §12.17). */
describe('names of chains', () => {
  it.each([
    [port('shop/web', ''), '452DNVGS-shop/web/tcp/'],
    [port('testing/service', 'http'), 'P4ZYZVCF-testing/service/tcp/http'],
    [port('testing/service', 'https'), 'LZBRENCP-testing/service/tcp/https'],
    [port('ns1/svc1', 'p80'), 'ULMVA6XW-ns1/svc1/tcp/p80'],
  ])('of a port', (of, name) => {
    expect(portBase(of)).toBe(name);
  });

  it.each([
    ['10.180.0.1', 80, 'JO2XBXZR-testing/service/tcp/http__10.180.0.1/80'],
    [
      'fd80:abcd:12::a1b2:c3d4:e5f6:9999',
      80,
      'U7E2ET36-testing/service/tcp/http__fd80.abcd.12..a1b2.c3d4.e5f6.9999/80',
    ],
  ])('of an endpoint at %s', (ip, number, name) => {
    expect(endpointBase(port('testing/service', 'http'), { ip, port: number } as ProxyEndpoint)).toBe(name);
  });

  it('are whole as long as the kernel takes them', () => {
    const [service, name] = [`ns/${'s'.repeat(63)}`, 'p'.repeat(160)];
    expect(portBase(port(service, name))).toMatch(/^[A-Z2-7]{8}-ns\/s+\/tcp\/p{160}$/);
    expect(portBase(port(service, name))).toHaveLength(240);
  });

  it('are cut to what the kernel takes', () => {
    const long = portBase(port(`${'n'.repeat(63)}/${'s'.repeat(63)}`, 'p'.repeat(200)));
    expect(long).toHaveLength(240);
    expect(long).toMatch(/^[A-Z2-7]{8}-n+\/s+\/tcp\/p+\.\.\.$/);
  });
});
