import { expect, test } from 'vitest';
import type { ProxyContext } from './ProxyContext.ts';
import type { ServicePort } from './servicePorts.ts';
import { rangesHoldNode } from './sourceRanges.ts';

const context = { nodeIPs: ['192.168.0.11', 'fd00::b'] } as unknown as ProxyContext;
const port = (vips: string[], ranges: string[]): ServicePort =>
  ({
    loadBalancerVIPs: vips.map((ip) => ({ ip })),
    sourceRanges: ranges.map((cidr) => ({ cidr })),
  }) as unknown as ServicePort;

test.each([
  [['1.2.3.4'], ['192.168.0.0/24'], true],
  [['1.2.3.4'], ['10.0.0.0/8', 'fd00::/64'], true],
  [['1.2.3.4'], ['10.0.0.0/8'], false],
  [['1.2.3.4'], ['nothing'], false],
  [['1.2.3.4'], [], false],
  // nothing that the Node could reach
  [[], ['192.168.0.0/24'], false],
])('a load balancer at %j with ranges %j: %s', (vips, ranges, holds) => {
  expect(rangesHoldNode(port(vips, ranges), context)).toBe(holds);
});
