import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Names found before: hashing is most of the work of a large compile. Two generations bound the memory. */
let young = new Map<string, string>();
let old = new Map<string, string>();
const GENERATION = 100_000;

/**
 * The 16 characters that kube-proxy gives a chain: base32 of the SHA-256 of the port's name, its protocol and,
 * for an endpoint, its address (pkg/proxy/iptables/proxier.go, portProtoHash and servicePortEndpointChainName).
 */
export const chainHash = (portName: string, protocol: string, endpoint = ''): string =>
  hashText(portName + protocol + endpoint);

/** The first 16 characters of a text's SHA-256 in base32. */
export function hashText(text: string): string {
  let hash = young.get(text);
  if (hash !== undefined) return hash;
  hash = old.get(text) ?? base32(sha256(utf8ToBytes(text)));
  if (young.size >= GENERATION) {
    old = young;
    young = new Map();
  }
  young.set(text, hash);
  return hash;
}

/** The first 16 characters: 80 bits. */
function base32(digest: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (let i = 0; i < 10; i++) {
    value = ((value << 8) | (digest[i] ?? 0)) & 0xffff;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(value >> (bits - 5)) & 31];
  }
  return text;
}
