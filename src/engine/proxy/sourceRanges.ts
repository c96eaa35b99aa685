import { cidrContains, parseCidr } from '../net/cidr.ts';
import type { ProxyContext } from './ProxyContext.ts';
import type { ServicePort } from './servicePorts.ts';

/**
 * Whether a source range holds the Node's own address: then the Node may reach the load balancer's address, too,
 * whatever source its packets have by then.
 */
export function rangesHoldNode(port: ServicePort, context: ProxyContext): boolean {
  if (port.loadBalancerVIPs.length === 0) return false;
  return port.sourceRanges.some(({ cidr }) => {
    const range = parseCidr(cidr);
    return range !== null && context.nodeIPs.some((ip) => cidrContains(range, ip));
  });
}
