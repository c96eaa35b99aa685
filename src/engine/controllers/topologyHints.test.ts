import { describe, expect, it } from 'vitest';
import type { Node } from '../../model/Node.ts';
import type { SliceEndpoint } from '../../model/EndpointSlice.ts';
import type { Packing } from './slicePacking.ts';
import { addTopologyHints, cpuRatios } from './topologyHints.ts';

const node = (name: string, zone: string | undefined, cpu: string, labels = {}): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { ...(zone ? { 'topology.kubernetes.io/zone': zone } : {}), ...labels } },
  spec: {},
  status: { allocatable: { cpu }, conditions: [{ type: 'Ready', status: 'True' }] },
});

const packingOf = (zones: string[]): Packing => ({
  create: [
    {
      slice: undefined,
      ports: [],
      endpoints: zones.map(
        (zone, i): SliceEndpoint => ({ addresses: [`10.0.0.${i}`], conditions: { ready: true }, zone }),
      ),
    },
  ],
  update: [],
  unchanged: [],
  remove: [],
});

const hints = (packing: Packing): (string | undefined)[] =>
  (packing.create[0]?.endpoints ?? []).map((e) => e.hints?.forZones?.[0]?.name);

describe('topology mode Auto', () => {
  const twoToOne = cpuRatios([node('a', 'za', '4'), node('b', 'za', '4'), node('c', 'zb', '4')]);

  it('counts the CPUs of workers by zone', () => {
    expect(twoToOne).toEqual(
      new Map([
        ['za', 2 / 3],
        ['zb', 1 / 3],
      ]),
    );
    const controlPlane = node('cp', undefined, '4', { 'node-role.kubernetes.io/control-plane': '' });
    expect(cpuRatios([controlPlane, node('a', 'za', '2'), node('b', 'zb', '2')])?.get('za')).toBe(0.5);
  });

  it('knows nothing when a Node has no zone, or there is one zone only', () => {
    expect(cpuRatios([node('a', 'za', '4'), node('b', undefined, '4')])).toBeUndefined();
    expect(cpuRatios([node('a', 'za', '4'), node('b', 'za', '4')])).toBeUndefined();
  });

  it('gives every endpoint to its own zone when the shares fit', () => {
    const packing = packingOf(['za', 'za', 'zb']);
    expect(addTopologyHints(packing, twoToOne)).toBeUndefined();
    expect(hints(packing)).toEqual(['za', 'za', 'zb']);
  });

  it('refuses when some zone would be overloaded', () => {
    const packing = packingOf(['za', 'za']);
    expect(addTopologyHints(packing, twoToOne)).toBe(
      'Unable to allocate minimum required endpoints to each zone without exceeding overload threshold (2 endpoints, 2 zones)',
    );
    expect(hints(packing)).toEqual([undefined, undefined]);
  });

  it('moves endpoints from zones that have too many to those that have too few', () => {
    const packing = packingOf(['za', 'za', 'za', 'za', 'za', 'za']);
    expect(addTopologyHints(packing, twoToOne)).toBeUndefined();
    expect(hints(packing).filter((z) => z === 'zb')).toHaveLength(2);
  });
});
