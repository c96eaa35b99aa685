import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import {
  addressAt,
  cidrContains,
  compareCidrs,
  hostBits,
  hostCidr,
  mergeCidrs,
  parseCidr,
  printCidr,
  shortCidr,
} from './cidr.ts';
import { bigIntToIp, canonicalIp, ipToBigInt } from './ip.ts';

const ipv4 = fc.nat({ max: 0xffffffff }).map((n) => bigIntToIp(BigInt(n), 'IPv4'));
const ipv6 = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).map((n) => bigIntToIp(n, 'IPv6'));

describe('addresses', () => {
  it('print as they were parsed', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), (ip) => {
        expect(canonicalIp(ip)).toBe(ip);
        expect(bigIntToIp(ipToBigInt(ip), ip.includes(':') ? 'IPv6' : 'IPv4')).toBe(ip);
      }),
    );
  });

  it('of IPv6 are read and printed as ipaddr.js does', () => {
    const group = fc.oneof(
      fc.constant('0'),
      fc.constant('0000'),
      fc.nat(0xffff).map((n) => n.toString(16).toUpperCase()),
    );
    const text = fc
      .tuple(fc.array(group, { maxLength: 8 }), fc.array(group, { maxLength: 8 }), fc.boolean())
      .map(([a, b, gap]) => (gap ? `${a.join(':')}::${b.join(':')}` : [...a, ...b].join(':')));
    fc.assert(
      fc.property(text, (written) => {
        const valid = ipaddr.IPv6.isValid(written);
        expect(canonicalIp(written) !== null || !written.includes(':')).toBe(valid || !written.includes(':'));
        if (valid && !ipaddr.IPv6.parse(written).isIPv4MappedAddress())
          expect(canonicalIp(written)).toBe(ipaddr.IPv6.parse(written).toRFC5952String());
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['::ffff:1.2.3.4', '::ffff:1.2.3.4'],
    ['1::2:0:0:3.4.5.6', '1::2:0:0:304:506'],
    ['fd00:0:0:1::', 'fd00:0:0:1::'],
    ['::', '::'],
  ])('%s is %s', (written, canonical) => expect(canonicalIp(written)).toBe(canonical));

  it.each(['::1.2.3', '1.2.3.4::', '1:2:3:4:5:6:7:8::', ':::', '1::2::3', '12345::', 'g::', ':1', '1:'])(
    'refuse %s',
    (text) => {
      expect(canonicalIp(text)).toBeNull();
    },
  );

  it.each(['010.0.0.1', '0x7f.1', '127.1', '1.2.3', '1.2.3.4.5', '256.1.1.1', 'fe80::1%eth0', '', 'x'])(
    'refuse %s',
    (text) => {
      expect(canonicalIp(text)).toBeNull();
    },
  );
});

describe('ranges', () => {
  it('contain exactly the addresses that share their prefix', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(ipv4, ipv4, fc.nat(32)), fc.tuple(ipv6, ipv6, fc.nat(128))), ([a, b, prefix]) => {
        const cidr = parseCidr(`${a}/${prefix}`);
        if (!cidr) throw new Error('not parsed');
        const host = BigInt(hostBits(cidr));
        expect(cidrContains(cidr, b)).toBe(ipToBigInt(a) >> host === ipToBigInt(b) >> host);
        expect(cidrContains(cidr, addressAt(cidr, (1n << host) - 1n))).toBe(true);
        expect(parseCidr(printCidr(cidr))).toEqual(cidr);
      }),
    );
  });

  it('mask host bits and refuse nonsense', () => {
    expect(printCidr(parseCidr('1.2.3.4/28')!)).toBe('1.2.3.0/28');
    expect(printCidr(parseCidr('0.0.0.0/0')!)).toBe('0.0.0.0/0');
    for (const text of ['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', 'fd00::/129', '/8'])
      expect(parseCidr(text)).toBeNull();
  });
});

describe('ranges as tools list them', () => {
  it.each([
    ['10.0.0.1/32', '10.0.0.1'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.0.0.1', '10.0.0.1'],
    ['fd00::1/128', 'fd00::1'],
    ['2001:db8::/32', '2001:db8::/32'],
  ])('%s: %s', (cidr, short) => {
    expect(shortCidr(cidr)).toBe(short);
    if (short !== cidr) expect(hostCidr(short)).toBe(cidr);
  });

  it('are in the order of their first addresses', () => {
    const sorted = (...cidrs: string[]): string[] => cidrs.sort(compareCidrs);
    expect(sorted('10.0.0.0/8', '9.0.0.0/8', '100.0.0.1')).toEqual(['9.0.0.0/8', '10.0.0.0/8', '100.0.0.1']);
    expect(sorted('fd10::/16', 'fd00::1', 'fd0a::/16')).toEqual(['fd00::1', 'fd0a::/16', 'fd10::/16']);
  });
});

// as nft 1.0.6 lists sets of these elements
it.each([
  ['10.244.0.0/16 203.0.113.0/24 203.0.113.10', '10.244.0.0/16 203.0.113.0/24'],
  ['192.168.0.0/16 10.0.0.0/24 192.168.3.4', '10.0.0.0/24 192.168.0.0/16'],
  ['10.0.0.0/25 10.0.0.128/25', '10.0.0.0/24'],
  ['10.0.0.4/32 10.0.0.5/32 10.0.0.6', '10.0.0.4-10.0.0.6'],
  ['10.0.0.0/24 10.0.1.0/24 10.0.2.0/24 9.0.0.1', '9.0.0.1 10.0.0.0-10.0.2.255'],
  ['0.0.0.0/0 10.0.0.5', '0.0.0.0/0'],
  ['fd00::/64 fd00::1 fd00:0:0:1::/64', 'fd00::/63'],
])('merges %s', (given, merged) => {
  expect(mergeCidrs(given.split(' '))).toEqual(merged.split(' '));
});
