import { sha256 } from '../sha256.ts';

const codesOf = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/** The codes of the letters of base32. */
const LETTERS = Uint8Array.from(codesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'));
const LENGTH = 16;

/**
 * The 16 characters that kube-proxy gives a chain: base32 of the SHA-256 of the port's name and its protocol
 * (pkg/proxy/iptables/proxier.go, portProtoHash).
 */
export const chainHash = (portName: string, protocol: string): string => withHash(plain, portName, protocol);

/** The name of the chain of one endpoint of a port, in whose hash its address is too (servicePortEndpointChainName). */
export const endpointChainName = (portName: string, protocol: string, endpoint: string): string =>
  withHash(endpointName, portName, protocol, endpoint);

/** The first 16 characters of the SHA-256 of a text, in base32: 80 bits. */
export const hashText = (text: string): string => withHash(plain, text);

/** The codes of a name's characters, of which the last 16 are put in for each name. */
const plain = codesOf('*'.repeat(LENGTH));
const endpointName = [...codesOf('KUBE-SEP-'), ...plain];

/** A name that ends with the hash of texts. It is made all at once: put together of parts, each would be a text too. */
function withHash(codes: number[], text: string, second?: string, third?: string): string {
  const words = sha256(text, second, third);
  const from = codes.length - LENGTH;
  for (let i = 0; i < LENGTH; i++) {
    const at = (5 * i) >> 5;
    const left = 27 - ((5 * i) & 31);
    const five = left >= 0 ? words[at]! >>> left : (words[at]! << -left) | (words[at + 1]! >>> (32 + left));
    codes[from + i] = LETTERS[five & 31]!;
  }
  return String.fromCharCode(...codes);
}
