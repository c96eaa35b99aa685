import { remembering } from '../remembering.ts';
import { utf8 } from '../utf8.ts';

const OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;
const MASK = (1n << 128n) - 1n;

/** FNV-1a with 128 bits. */
export const fnv128a = remembering((text) => {
  let hash = OFFSET;
  for (const byte of utf8(text)) hash = ((hash ^ BigInt(byte.charCodeAt(0))) * PRIME) & MASK;
  return hash;
});

interface Port {
  name?: string;
  port?: number | null;
  protocol?: string;
  appProtocol?: string;
}

/** How Go's dump prints a port of a slice: every field is a pointer. */
const dumpSlicePort = ({ name = '', port, protocol = 'TCP', appProtocol = '<nil>' }: Port): string =>
  `(v1.EndpointPort){Name:(*string)${name} Protocol:(*v1.Protocol)${protocol} Port:(*int32)${port ?? '<nil>'} AppProtocol:(*string)${appProtocol}}`;

/** The same for a port of an Endpoints object. */
const dumpEndpointsPort = ({ name = '', port, protocol = 'TCP', appProtocol = '<nil>' }: Port): string =>
  `(v1.EndpointPort){Name:(string)${name} Port:(int32)${port ?? 0} Protocol:(v1.Protocol)${protocol} AppProtocol:(*string)${appProtocol}}`;

const byHash =
  (dump: (port: Port) => string) =>
  (a: Port, b: Port): number => {
    const [x, y] = [fnv128a(dump(a)), fnv128a(dump(b))];
    return x < y ? -1 : x > y ? 1 : 0;
  };

/**
 * Ports stand in slices and in Endpoints in the order of their hashes, which says nothing to anybody but is the
 * same in every cluster (endpointslice: util/controller_utils.go, NewPortMapKey; pkg/api/v1/endpoints, portsByHash).
 */
export const bySlicePortHash = byHash(dumpSlicePort);
export const byEndpointsPortHash = byHash(dumpEndpointsPort);
