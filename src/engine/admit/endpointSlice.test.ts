import { expect, test } from 'vitest';
import { endpointSliceStrategy } from './endpointSlice.ts';

const told = (slice: object): string[] =>
  (endpointSliceStrategy.validate?.({ addressType: 'IPv4', ...slice }, undefined) ?? []).map(
    ({ field, message }) => `${field}: ${message}`,
  );

const many = <T>(n: number, of: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => of(i));
const address = (i: number): string => `10.0.${i >> 8}.${i & 255}`;

// pkg/apis/discovery/validation: maxAddresses, maxEndpoints, maxPorts, maxZoneHints
test('a slice holds so much and no more', () => {
  const endpoints = (n: number) => ({ endpoints: many(n, (i) => ({ addresses: [address(i)] })) });
  expect(told(endpoints(1000))).toEqual([]);
  expect(told(endpoints(1001))).toEqual(['endpoints: Too many: 1001: must have at most 1000 items']);

  const addresses = (n: number) => ({ endpoints: [{ addresses: many(n, address) }] });
  expect(told(addresses(100))).toEqual([]);
  expect(told(addresses(101))).toEqual(['endpoints[0].addresses: Too many: 101: must have at most 100 items']);

  const ports = (n: number) => ({ ports: many(n, (i) => ({ name: `p${i}`, port: 80, protocol: 'TCP' })) });
  expect(told(ports(20_000))).toEqual([]);
  expect(told(ports(20_001))).toEqual(['ports: Too many: 20001: must have at most 20000 items']);

  const hints = (list: string, n: number) => ({
    endpoints: [{ addresses: ['10.0.0.1'], hints: { [list]: many(n, (i) => ({ name: `z${i}` })) } }],
  });
  for (const list of ['forZones', 'forNodes']) {
    expect(told(hints(list, 8))).toEqual([]);
    expect(told(hints(list, 9))).toEqual([`endpoints[0].hints.${list}: Too many: 9: must have at most 8 items`]);
  }
});
