import { hashText } from '../chainHash.ts';
import type { ProxyEndpoint } from '../endpoints.ts';
import type { ServicePort } from '../servicePorts.ts';

const LONGEST = 240;

/**
 * The base of the names of a service port's chains: eight characters of the hash and the readable name, cut to
 * what the kernel takes (pkg/proxy/nftables/proxier.go, hashAndTruncate).
 */
function hashAndTruncate(text: string): string {
  const name = `${hashText(text).slice(0, 8)}-${text}`;
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 3)}...` : name;
}

const portText = ({ serviceName, protocol, portName }: ServicePort): string => `${serviceName}/${protocol}/${portName}`;

export const portBase = (port: ServicePort): string => hashAndTruncate(portText(port));

/** The base of an endpoint's chain and affinity set: colons of IPv6 are no part of names. */
export const endpointBase = (port: ServicePort, { ip, port: number }: ProxyEndpoint): string =>
  hashAndTruncate(`${portText(port)}__${ip.replaceAll(':', '.')}/${number}`);
