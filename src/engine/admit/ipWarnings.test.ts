import { expect, test } from 'vitest';
import { cidrWarnings, ipWarnings } from './ipWarnings.ts';

// apimachinery: pkg/util/validation/ip.go, GetWarningsForIP and GetWarningsForCIDR
test.each([
  ['10.0.0.1', undefined],
  ['fd00::1', undefined],
  ['no address', undefined],
  ['010.000.001.009', 'non-standard IP address "010.000.001.009" is invalid: use "10.0.1.9"'],
  ['::ffff:1.22.3.254', 'non-standard IP address "::ffff:1.22.3.254" is invalid: use "1.22.3.254"'],
  ['FD00:0::1', 'IPv6 address "FD00:0::1" should be in RFC 5952 canonical format ("fd00::1")'],
])('%s', (ip, warning) => expect(ipWarnings('x', ip)).toEqual(warning === undefined ? [] : [`x: ${warning}`]));

test.each([
  ['10.0.0.0/8', undefined],
  ['fd00::/64', undefined],
  ['no range', undefined],
  ['010.0.0.0/8', 'non-standard CIDR value "010.0.0.0/8" is invalid: use "10.0.0.0/8"'],
  ['FD00::/64', 'IPv6 CIDR value "FD00::/64" should be in RFC 5952 canonical format ("fd00::/64")'],
])('%s', (cidr, warning) => expect(cidrWarnings('x', cidr)).toEqual(warning === undefined ? [] : [`x: ${warning}`]));
