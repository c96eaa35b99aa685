import { sha256 } from '../sha256.ts';

/** The codes of the letters of base32. */
const LETTERS = Uint8Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', (letter) => letter.charCodeAt(0));

/**
 * The 16 characters that kube-proxy gives a chain: base32 of the SHA-256 of the port's name, its protocol and,
 * for an endpoint, its address (pkg/proxy/iptables/proxier.go, portProtoHash and servicePortEndpointChainName).
 */
export const chainHash = (portName: string, protocol: string, endpoint = ''): string =>
  hashText(portName + protocol + endpoint);

/** The first 16 characters of a text's SHA-256 in base32: 80 bits. */
export function hashText(text: string): string {
  const words = sha256(text);
  const [a, b, c] = [words[0]!, words[1]!, words[2]!];
  const at = (five: number): number => LETTERS[five & 31] as number;
  // all at once: put together one by one, each would be a string of its own
  return String.fromCharCode(
    at(a >>> 27),
    at(a >>> 22),
    at(a >>> 17),
    at(a >>> 12),
    at(a >>> 7),
    at(a >>> 2),
    at((a << 3) | (b >>> 29)),
    at(b >>> 24),
    at(b >>> 19),
    at(b >>> 14),
    at(b >>> 9),
    at(b >>> 4),
    at((b << 1) | (c >>> 31)),
    at(c >>> 26),
    at(c >>> 21),
    at(c >>> 16),
  );
}
