import { describe, expect, it } from 'vitest';
import type { Pod } from '../../model/Pod.ts';
import type { Service, ServicePort } from '../../model/Service.ts';
import { serviceVariables } from './environment.ts';

const service = (name: string, clusterIP: string, ports: Partial<ServicePort>[], namespace = 'shop'): Service =>
  ({
    metadata: { name, namespace },
    spec: { clusterIP, ports: ports.map((port) => ({ protocol: 'TCP', ...port })) },
  }) as unknown as Service;

const pod = (enableServiceLinks = true): Pod =>
  ({ metadata: { name: 'tool', namespace: 'shop' }, spec: { enableServiceLinks } }) as unknown as Pod;

const variables = (services: Service[], of = pod()): string[] =>
  [...serviceVariables(services, of)].map(([name, value]) => `${name}=${value}`);

/** pkg/kubelet/envvars/envvars_test.go, TestFromServices (reference §9 and §12.17). */
describe('the variables of Services', () => {
  it('of an unnamed port', () => {
    expect(variables([service('redis-primary', '10.0.0.11', [{ port: 6379 }])])).toEqual([
      'REDIS_PRIMARY_PORT=tcp://10.0.0.11:6379',
      'REDIS_PRIMARY_PORT_6379_TCP=tcp://10.0.0.11:6379',
      'REDIS_PRIMARY_PORT_6379_TCP_ADDR=10.0.0.11',
      'REDIS_PRIMARY_PORT_6379_TCP_PORT=6379',
      'REDIS_PRIMARY_PORT_6379_TCP_PROTO=tcp',
      'REDIS_PRIMARY_SERVICE_HOST=10.0.0.11',
      'REDIS_PRIMARY_SERVICE_PORT=6379',
    ]);
  });

  it('of several ports: UDP, SCTP, named and unnamed', () => {
    const ports = [
      { name: 'u-d-p', port: 8080, protocol: 'UDP' as const },
      { name: 't-c-p', port: 8081 },
      { port: 8082, protocol: 'SCTP' as const },
    ];
    const found = variables([service('abc', '1.2.3.4', ports)]);
    expect(found).toEqual(
      expect.arrayContaining([
        'ABC_SERVICE_PORT=8080',
        'ABC_SERVICE_PORT_U_D_P=8080',
        'ABC_SERVICE_PORT_T_C_P=8081',
        'ABC_PORT=udp://1.2.3.4:8080',
        'ABC_PORT_8080_UDP=udp://1.2.3.4:8080',
        'ABC_PORT_8080_UDP_PROTO=udp',
        'ABC_PORT_8081_TCP_PORT=8081',
        'ABC_PORT_8082_SCTP=sctp://1.2.3.4:8082',
        'ABC_PORT_8082_SCTP_ADDR=1.2.3.4',
      ]),
    );
    expect(found).toHaveLength(2 + 2 + 1 + 3 * 4);
  });

  it('of an IPv6 address, which has brackets in URLs only', () => {
    const found = variables([service('super-ipv6', '2001:db8::1', [{ name: 'http', port: 80, protocol: 'UDP' }])]);
    expect(found).toContain('SUPER_IPV6_SERVICE_HOST=2001:db8::1');
    expect(found).toContain('SUPER_IPV6_PORT=udp://[2001:db8::1]:80');
    expect(found).toContain('SUPER_IPV6_PORT_80_UDP_ADDR=2001:db8::1');
  });

  it.each(['None', ''])('not of a Service whose Cluster IP is %j', (clusterIP) => {
    expect(variables([service('headless', clusterIP, [{ port: 80 }])])).toEqual([]);
  });

  it('of the own Namespace, and of default/kubernetes always', () => {
    const all = [
      service('web', '10.0.0.1', [{ port: 80 }]),
      service('far', '10.0.0.2', [{ port: 80 }], 'other'),
      service('kubernetes', '10.0.0.3', [{ port: 443 }], 'default'),
    ];
    const hosts = (of: Pod): string[] => variables(all, of).filter((text) => text.includes('_SERVICE_HOST='));
    expect(hosts(pod())).toEqual(['KUBERNETES_SERVICE_HOST=10.0.0.3', 'WEB_SERVICE_HOST=10.0.0.1']);
    expect(hosts(pod(false))).toEqual(['KUBERNETES_SERVICE_HOST=10.0.0.3']);
    const own = service('kubernetes', '10.0.0.4', [{ port: 443 }]);
    expect(variables([own, ...all])).toContain('KUBERNETES_SERVICE_HOST=10.0.0.4');
  });
});
