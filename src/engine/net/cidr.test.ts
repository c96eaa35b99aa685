import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressAt, cidrContains, hostBits, parseCidr, printCidr } from './cidr.ts';
import { bigIntToIp, canonicalIp, ipToBigInt } from './ip.ts';

const ipv4 = fc.nat({ max: 0xffffffff }).map((n) => bigIntToIp(BigInt(n), 'IPv4'));
const ipv6 = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).map((n) => bigIntToIp(n, 'IPv6'));

describe('addresses', () => {
  it('print as they were parsed', () => {
    fc.assert(fc.property(fc.oneof(ipv4, ipv6), (ip) => {
      expect(canonicalIp(ip)).toBe(ip);
      expect(bigIntToIp(ipToBigInt(ip), ip.includes(':') ? 'IPv6' : 'IPv4')).toBe(ip);
    }));
  });

  it.each(['010.0.0.1', '0x7f.1', '127.1', '1.2.3', '1.2.3.4.5', '256.1.1.1', 'fe80::1%eth0', '', 'x'])('refuse %s', (text) => {
    expect(canonicalIp(text)).toBeNull();
  });
});

describe('ranges', () => {
  it('contain exactly the addresses that share their prefix', () => {
    fc.assert(fc.property(fc.oneof(fc.tuple(ipv4, ipv4, fc.nat(32)), fc.tuple(ipv6, ipv6, fc.nat(128))), ([a, b, prefix]) => {
      const cidr = parseCidr(`${a}/${prefix}`);
      if (!cidr) throw new Error('not parsed');
      const host = BigInt(hostBits(cidr));
      expect(cidrContains(cidr, b)).toBe(ipToBigInt(a) >> host === ipToBigInt(b) >> host);
      expect(cidrContains(cidr, addressAt(cidr, (1n << host) - 1n))).toBe(true);
      expect(parseCidr(printCidr(cidr))).toEqual(cidr);
    }));
  });

  it('mask host bits and refuse nonsense', () => {
    expect(printCidr(parseCidr('1.2.3.4/28')!)).toBe('1.2.3.0/28');
    expect(printCidr(parseCidr('0.0.0.0/0')!)).toBe('0.0.0.0/0');
    for (const text of ['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', 'fd00::/129', '/8']) expect(parseCidr(text)).toBeNull();
  });
});
