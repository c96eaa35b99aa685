import { expect, test } from 'vitest';
import type { ProxyEndpoint } from '../endpoints.ts';
import type { ServicePort } from '../servicePorts.ts';
import { EndpointRule, type PortChain } from './EndpointRule.ts';

test('a rule about an endpoint is named by its place, and cites the fields of its Service and the endpoint', () => {
  const port = { service: 'Service/default/web', path: 'spec.ports[0]' } as ServicePort;
  const endpoint = { because: { object: 'Pod/default/web-1', path: 'status' } } as ProxyEndpoint;
  const chain = { name: 'KUBE-SVC-X', port } as PortChain;
  const cause = ({ service, path }: ServicePort) => [{ object: service, path }];
  const rule = new EndpointRule(chain, 3, [], { kind: 'none' }, endpoint, cause);
  expect(rule.id).toBe('nat/KUBE-SVC-X/3');
  expect(rule.because).toEqual([
    { object: 'Service/default/web', path: 'spec.ports[0]' },
    { object: 'Pod/default/web-1', path: 'status' },
  ]);
});
