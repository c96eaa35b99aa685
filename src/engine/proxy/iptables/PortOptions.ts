import type { ProxyContext } from '../ProxyContext.ts';

/** What the rules of a service port depend on besides the port and its endpoints. */
export interface PortOptions
  extends Pick<ProxyContext, 'local' | 'masqueradeAll' | 'localhostNodePorts' | 'largeCluster'> {
  /** A source range holds the Node's own address: then the Node may reach the load balancer's too. */
  rangesHoldNode: boolean;
}
