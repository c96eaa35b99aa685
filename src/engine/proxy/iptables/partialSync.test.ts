import { expect, it } from 'vitest';
import type { EndpointSlice } from '../../../model/EndpointSlice.ts';
import { objectKey } from '../../../model/Span.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { Random } from '../../cluster/Random.ts';
import { clusterFixture, type EndpointState, putPod, putService } from '../../trace/clusterFixture.ts';
import { kernelConfigOf } from '../kernelConfig.ts';
import { renderIptablesSave } from './render.ts';

const SERVICES = 12;
const STATES: EndpointState[] = ['ready', 'ready', 'ready', 'notReady', 'draining', 'gone'];

/** Some Service anew, with other endpoints, now and then of another kind. */
function put(cluster: Cluster, s: number, random: Random): void {
  const dice = (n: number): number => Math.floor(random.next() * n);
  const endpoints = Array.from({ length: dice(4) }, (_, e) => ({
    pod: putPod(cluster, { name: `p${s}-${e}`, node: `n${1 + dice(3)}`, ip: `10.244.${1 + dice(3)}.${20 * s + e}` }),
    state: STATES[dice(STATES.length)] as EndpointState,
  }));
  const outside = s % 3 === 0;
  const ports = [{ protocol: 'TCP' as const, port: 80, targetPort: 8080, ...(outside && { nodePort: 30000 + s }) }];
  putService(
    cluster,
    `s${s}`,
    {
      clusterIP: `10.96.0.${s + 1}`,
      ports,
      ...(outside && { type: 'LoadBalancer', externalTrafficPolicy: s % 2 === 0 ? 'Local' : 'Cluster' }),
      ...(s % 4 === 0 && { internalTrafficPolicy: 'Local' }),
    },
    endpoints,
    outside ? [`203.0.113.${s + 10}`] : [],
  );
}

/** The slice alone, as the endpoint controller writes it: what most edits and events come to. */
function putSlice(cluster: Cluster, s: number, random: Random): void {
  const slice = cluster.store.get<EndpointSlice>('EndpointSlice', 'default', `s${s}-slice`);
  if (!slice) return;
  const endpoints = (slice.endpoints ?? []).filter(() => random.next() < 0.8);
  const more = { addresses: [`10.244.2.${100 + Math.floor(random.next() * 50)}`], nodeName: 'n2' };
  cluster.store.put<EndpointSlice>({ ...slice, endpoints: random.next() < 0.5 ? [...endpoints, more] : endpoints });
}

const textOf = (cluster: Cluster, node: string): string =>
  renderIptablesSave(kernelConfigOf(cluster, node), 'IPv4', undefined, { date: '' });

/** The same objects in a cluster that nothing was compiled for. */
function copyOf(cluster: Cluster): Cluster {
  const copy = clusterFixture();
  for (const kind of ['Node', 'Service', 'EndpointSlice'])
    for (const object of cluster.store.list(kind)) copy.store.put(object);
  return copy;
}

it.each([1, 2, 3])('one change after another comes to the same as all at once, seed %i', (seed) => {
  const cluster = clusterFixture();
  const random = new Random(seed);
  for (let s = 0; s < SERVICES; s++) put(cluster, s, random);
  for (let n = 0; n < 80; n++) {
    const s = Math.floor(random.next() * SERVICES);
    const what = random.next();
    if (what < 0.7) putSlice(cluster, s, random);
    else if (what < 0.9) put(cluster, s, random);
    else cluster.store.remove(objectKey('EndpointSlice', 'default', `s${s}-slice`));
    // not at each change, so that some are taken together; Nodes choose differently
    if (random.next() < 0.3) continue;
    const node = `n${1 + Math.floor(random.next() * 3)}`;
    expect(textOf(cluster, node)).toBe(textOf(copyOf(cluster), node));
  }
});
