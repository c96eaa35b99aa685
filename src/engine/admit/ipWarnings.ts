import { canonicalIp, ipToBigInt } from '../net/ip.ts';
import { isMapped, sloppyCidr, sloppyIp } from './validators.ts';

/** Warnings about addresses that are accepted but not written well. */
export function ipWarnings(field: string, value: string): string[] {
  const ip = sloppyIp(value);
  if (ip === null) return [];
  const plain = isMapped(ip) ? Number(ipToBigInt(ip) & 0xffffffffn) : undefined;
  if (canonicalIp(value) === null || plain !== undefined) {
    const good = plain === undefined ? ip : [24, 16, 8, 0].map((s) => (plain >>> s) & 255).join('.');
    return [`${field}: non-standard IP address "${value}" is invalid: use "${good}"`];
  }
  if (ip !== value) {
    return [`${field}: IPv6 address "${value}" should be in RFC 5952 canonical format ("${ip}")`];
  }
  return [];
}

export function cidrWarnings(field: string, value: string): string[] {
  const cidr = sloppyCidr(value);
  if (!cidr) return [];
  const [address = ''] = value.split('/');
  if (canonicalIp(address) === null) {
    return [`${field}: non-standard CIDR value "${value}" is invalid: use "${cidr.ip}/${cidr.prefix}"`];
  }
  if (cidr.ip.includes(':') && `${cidr.ip}/${cidr.prefix}` !== value) {
    return [
      `${field}: IPv6 CIDR value "${value}" should be in RFC 5952 canonical format ("${cidr.ip}/${cidr.prefix}")`,
    ];
  }
  return [];
}
