import { describe, expect, it } from 'vitest';
import type { EndpointSlice, SliceEndpoint } from '../../model/EndpointSlice.ts';
import { type Draft, pack } from './slicePacking.ts';

const PORTS = [{ name: '', port: 80, protocol: 'TCP' as const }];
const endpoints = (n: number, from = 0): SliceEndpoint[] =>
  Array.from({ length: n }, (_, i) => ({
    addresses: [`10.0.${(from + i) >> 8}.${(from + i) & 255}`],
    conditions: { ready: true, serving: true, terminating: false },
  }));
const slice = (name: string, some: SliceEndpoint[]): EndpointSlice => ({
  addressType: 'IPv4',
  apiVersion: 'discovery.k8s.io/v1',
  endpoints: some,
  kind: 'EndpointSlice',
  metadata: { name },
  ports: PORTS,
});
const sizes = (drafts: Draft[]): number[] => drafts.map((d) => d.endpoints.length);
const never = (): boolean => false;

describe('packing endpoints into slices', () => {
  it('puts at most a hundred into one', () => {
    const { create, update, unchanged, remove } = pack([], endpoints(250), PORTS, never);
    expect(sizes(create)).toEqual([100, 100, 50]);
    expect([update, unchanged, remove]).toEqual([[], [], []]);
  });

  it('leaves what has not changed alone', () => {
    const before = [slice('a', endpoints(100)), slice('b', endpoints(50, 100))];
    expect(pack(before, endpoints(150), PORTS, never)).toEqual({
      create: [],
      update: [],
      unchanged: before,
      remove: [],
    });
  });

  it('fills changed slices first, the fullest before others, and never merges', () => {
    const before = [slice('a', endpoints(50)), slice('b', endpoints(90, 100))];
    const desired = [...endpoints(49), ...endpoints(89, 100), ...endpoints(20, 200)];
    const { create, update } = pack(before, desired, PORTS, never);
    expect(create).toEqual([]);
    expect(update.map((d) => [d.slice?.metadata.name, d.endpoints.length])).toEqual([
      ['a', 58],
      ['b', 100],
    ]);
  });

  it('adds to the unchanged slice that becomes the fullest, if one can take all', () => {
    const before = [slice('a', endpoints(50)), slice('b', endpoints(90, 100))];
    const desired = [...endpoints(50), ...endpoints(90, 100), ...endpoints(10, 200)];
    const { create, update, unchanged } = pack(before, desired, PORTS, never);
    expect([create.length, unchanged.map((s) => s.metadata.name)]).toEqual([0, ['a']]);
    expect(update.map((d) => [d.slice?.metadata.name, d.endpoints.length])).toEqual([['b', 100]]);
  });

  it('removes a slice that is left empty and notices a change of conditions', () => {
    const [first] = endpoints(1);
    const draining = { ...(first as SliceEndpoint), conditions: { ready: false, serving: true, terminating: true } };
    const before = [slice('a', endpoints(1)), slice('b', endpoints(5, 100))];
    const { update, remove } = pack(before, [draining], PORTS, never);
    expect(update.map((d) => d.endpoints[0]?.conditions?.ready)).toEqual([false]);
    expect(remove.map((s) => s.metadata.name)).toEqual(['b']);
  });
});
