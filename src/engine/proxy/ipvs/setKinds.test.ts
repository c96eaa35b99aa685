import { expect, test } from 'vitest';
import { SET_KINDS, type SetKind, setName } from './setKinds.ts';

const kinds = Object.keys(SET_KINDS) as SetKind[];

test('a set of IPv6 has a prefix of its own, and no name is longer than the kernel takes (pkg/proxy/ipvs/proxier.go)', () => {
  expect(setName('KUBE-CLUSTER-IP', 'IPv4')).toBe('KUBE-CLUSTER-IP');
  expect(setName('KUBE-CLUSTER-IP', 'IPv6')).toBe('KUBE-6-CLUSTER-IP');
  expect(setName('KUBE-LOAD-BALANCER-SOURCE-CIDR', 'IPv6')).toBe('KUBE-6-LOAD-BALANCER-SOURCE-CID');
  for (const family of ['IPv4', 'IPv6'] as const) {
    const names = kinds.map((kind) => setName(kind, family));
    expect(Math.max(...names.map(({ length }) => length))).toBeLessThanOrEqual(31);
    expect(new Set(names).size).toBe(kinds.length);
  }
});
