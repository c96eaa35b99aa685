import ipaddr from 'ipaddr.js';
import type { IpFamily } from '../../model/Address.ts';

const cache = new Map<string, string | null>();

/**
 * Parses an address as Go's netip does (dotted quad without leading zeros, or IPv6) and prints it in canonical
 * form (RFC 5952); null when it is none. What the API server's older fields accept beyond that is admission's
 * business.
 */
export function canonicalIp(text: string): string | null {
  const known = cache.get(text);
  if (known !== undefined) return known;
  let answer: string | null = null;
  if (text.includes(':')) answer = ipaddr.IPv6.isValid(text) && !text.includes('%') ? ipaddr.IPv6.parse(text).toRFC5952String() : null;
  else if (/^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(text) && ipaddr.IPv4.isValidFourPartDecimal(text)) answer = text;
  if (cache.size > 200_000) cache.clear();
  cache.set(text, answer);
  return answer;
}

export const isIp = (text: string): boolean => canonicalIp(text) !== null;

export const familyOf = (ip: string): IpFamily => (ip.includes(':') ? 'IPv6' : 'IPv4');

/** The address as a number of 32 or 128 bits. */
export function ipToBigInt(ip: string): bigint {
  if (!ip.includes(':')) return BigInt(ipv4ToNumber(ip));
  let n = 0n;
  for (const byte of ipaddr.IPv6.parse(ip).toByteArray()) n = (n << 8n) | BigInt(byte);
  return n;
}

export function bigIntToIp(n: bigint, family: IpFamily): string {
  if (family === 'IPv4') return numberToIpv4(Number(n));
  const bytes = Array.from({ length: 16 }, (_, i) => Number((n >> BigInt(8 * (15 - i))) & 255n));
  return new ipaddr.IPv6(bytes).toRFC5952String();
}

/** A dotted quad as an unsigned number of 32 bits. */
export function ipv4ToNumber(ip: string): number {
  let n = 0;
  let octet = 0;
  for (let i = 0; i < ip.length; i++) {
    const c = ip.charCodeAt(i);
    if (c === 46) {
      n = n * 256 + octet;
      octet = 0;
    } else octet = octet * 10 + (c - 48);
  }
  return n * 256 + octet;
}

export const numberToIpv4 = (n: number): string =>
  `${(n >>> 24) & 255}.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`;

/** Orders addresses by number, IPv4 before IPv6. */
export function compareIps(a: string, b: string): number {
  const [x, y] = [a.includes(':'), b.includes(':')];
  if (x !== y) return x ? 1 : -1;
  if (!x) return ipv4ToNumber(a) - ipv4ToNumber(b);
  const [m, n] = [ipToBigInt(a), ipToBigInt(b)];
  return m < n ? -1 : m > n ? 1 : 0;
}
