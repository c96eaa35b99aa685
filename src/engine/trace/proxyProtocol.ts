import type { Packet } from '../../model/Packet.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';

/** On a Service: its load balancer, if it is a proxy, says who the client is. On a Pod: its program reads that. */
export const PROXY_PROTOCOL_ANNOTATION = 'kubehop.dev/proxy-protocol';

export const sendsProxyHeader = ({ metadata }: Service): boolean =>
  metadata.annotations?.[PROXY_PROTOCOL_ANNOTATION] === 'true';

export const readsProxyHeader = (pod: Pod | undefined): boolean =>
  pod?.metadata.annotations?.[PROXY_PROTOCOL_ANNOTATION] === 'true';

/** What a program makes of the beginning of a connection, and the client's address as it has it then. */
export interface HeaderRead {
  state: 'read' | 'unexpected' | 'missing';
  source: string;
}

/**
 * A program that reads the header takes the client's address from it, and hangs up where there is none; one that
 * does not takes it for the request (haproxy: doc/proxy-protocol.txt, section 2). undefined where nobody has to do
 * with it.
 */
export function readProxyHeader(pod: Pod | undefined, { protocol, src, proxied }: Packet): HeaderRead | undefined {
  const reads = readsProxyHeader(pod);
  if (protocol !== 'tcp' || (!reads && !proxied)) return undefined;
  if (reads && proxied) return { state: 'read', source: proxied.src };
  return { state: reads ? 'missing' : 'unexpected', source: src };
}
