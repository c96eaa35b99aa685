import { expect, it } from 'vitest';
import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { clusterFixture, putPod, putService } from '../trace/clusterFixture.ts';
import { serviceIndexOf } from './serviceIndex.ts';

const twoPorts = [
  { name: 'http', protocol: 'TCP' as const, port: 80, targetPort: 8080 },
  { name: 'admin', protocol: 'TCP' as const, port: 81, targetPort: 8081 },
];

/** A Service of two ports whose endpoints are in two slices, and another beside it. */
function fixture(): Cluster {
  const cluster = clusterFixture();
  const pod = (name: string, ip: string) => ({ pod: putPod(cluster, { name, node: 'n1', ip }) });
  putService(cluster, 'web', { clusterIP: '10.96.0.10', ports: twoPorts }, [pod('a', '10.244.1.2')]);
  putService(cluster, 'other', { clusterIP: '10.96.0.20' }, [pod('c', '10.244.1.9')]);
  putService(cluster, 'a', { clusterIP: '10.96.0.30' }, []);
  cluster.store.remove('EndpointSlice/default/a-slice');
  const slice = cluster.store.get<EndpointSlice>('EndpointSlice', 'default', 'web-slice')!;
  const more = [{ addresses: ['10.244.1.3'] }, { addresses: ['10.244.1.4'] }];
  cluster.store.put<EndpointSlice>({ ...slice, metadata: { ...slice.metadata, name: 'web-more' }, endpoints: more });
  return cluster;
}

/** What the index holds, as of a cluster that was just opened, or as it was carried on. */
function told(cluster: Cluster): unknown {
  const { ports, endpointCount } = serviceIndexOf(cluster, 'IPv4');
  const rows = ports.map(({ port, slices }) => [
    port.name,
    port.port,
    slices.map(({ metadata, endpoints }) => `${metadata.name} ${endpoints?.map((e) => e.addresses[0]).join()}`).sort(),
  ]);
  return { rows, endpointCount };
}

function anew(cluster: Cluster): unknown {
  const copy = clusterFixture();
  for (const kind of ['Service', 'EndpointSlice'])
    for (const object of cluster.store.list(kind)) copy.store.put(object);
  return told(copy);
}

const web = (cluster: Cluster): Service => cluster.store.get<Service>('Service', 'default', 'web')!;
const sliceOf = (cluster: Cluster, name: string): EndpointSlice =>
  cluster.store.get<EndpointSlice>('EndpointSlice', 'default', name)!;

it.each<[what: string, change: (cluster: Cluster) => void]>([
  ['nothing', () => {}],
  [
    'the numbers of ports',
    (cluster) => {
      const { spec, ...rest } = web(cluster);
      const ports = twoPorts.map((port) => ({ ...port, port: port.port + 1000 }));
      cluster.store.put<Service>({ ...rest, spec: { ...spec, ports } });
    },
  ],
  [
    'the name of a port',
    (cluster) => {
      const { spec, ...rest } = web(cluster);
      const ports = twoPorts.map((port, i) => (i === 0 ? { ...port, name: 'https' } : port));
      cluster.store.put<Service>({ ...rest, spec: { ...spec, ports } });
    },
  ],
  [
    'how many ports there are',
    (cluster) => {
      const { spec, ...rest } = web(cluster);
      cluster.store.put<Service>({ ...rest, spec: { ...spec, ports: twoPorts.slice(1) } });
    },
  ],
  [
    'one slice of two',
    (cluster) => {
      const endpoints = [{ addresses: ['10.244.1.7'] }];
      cluster.store.put<EndpointSlice>({ ...sliceOf(cluster, 'web-more'), endpoints });
    },
  ],
  [
    'whose a slice is',
    (cluster) => {
      const slice = sliceOf(cluster, 'web-more');
      const labels = { 'kubernetes.io/service-name': 'other' };
      cluster.store.put<EndpointSlice>({ ...slice, metadata: { ...slice.metadata, labels } });
    },
  ],
  [
    'one slice of two and of which Services there are',
    (cluster) => {
      cluster.store.put<EndpointSlice>({ ...sliceOf(cluster, 'web-more'), endpoints: [] });
      cluster.store.remove('Service/default/other');
    },
  ],
])('after a change of %s the index is that of a new start', (_, change) => {
  const cluster = fixture();
  told(cluster);
  change(cluster);
  expect(told(cluster)).toEqual(anew(cluster));
});

it('has the ports by name, those without an endpoint too', () => {
  const cluster = fixture();
  putService(cluster, 'more', { clusterIP: '10.96.0.40' }, []);
  const { ports } = serviceIndexOf(cluster, 'IPv4');
  const names = ['default/a', 'default/more', 'default/other', 'default/web:admin', 'default/web:http'];
  expect(ports.map(({ port }) => port.name)).toEqual(names);
  expect(ports[0]?.slices).toEqual([]);
});

it('a port whose Service and slices are the same stays the same object', () => {
  const cluster = fixture();
  const [, before] = serviceIndexOf(cluster, 'IPv4').ports;
  const { spec, ...rest } = web(cluster);
  cluster.store.put<Service>({ ...rest, spec: { ...spec, ports: twoPorts.slice(1) } });
  expect(before?.port.name).toBe('default/other');
  expect(serviceIndexOf(cluster, 'IPv4').ports[1]).toBe(before);
});
