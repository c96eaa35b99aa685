import { expect, it } from 'vitest';
import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import { clusterFixture, putPod, putService } from '../trace/clusterFixture.ts';
import { renderIptablesSave } from './iptables/render.ts';
import { kernelConfigOf } from './kernelConfig.ts';

it('Nodes choose for themselves as soon as one slice has hints', () => {
  const cluster = clusterFixture();
  const endpoint = (node: string, ip: string, zone: string) => ({
    pod: putPod(cluster, { name: node, node, ip }),
    hints: { forZones: [{ name: zone }] },
  });
  putService(cluster, 'web', { clusterIP: '10.96.0.10' }, [
    endpoint('n1', '10.244.1.2', 'zone-a'),
    endpoint('n3', '10.244.3.2', 'zone-b'),
  ]);
  const slice = cluster.store.get<EndpointSlice>('EndpointSlice', 'default', 'web-slice')!;
  cluster.store.put<EndpointSlice>({ ...slice, metadata: { ...slice.metadata, name: 'web-more' }, endpoints: [] });
  const chosen = (node: string) =>
    [
      ...renderIptablesSave(kernelConfigOf(cluster, node), 'IPv4', 'nat', { date: '' }).matchAll(
        /"default\/web -> (\S+)"/g,
      ),
    ].map(([, text]) => text);
  expect(chosen('n1')).toEqual(['10.244.1.2:8080']);
  expect(chosen('n3')).toEqual(['10.244.3.2:8080']);
});
