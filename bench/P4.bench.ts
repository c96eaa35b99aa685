import type { EndpointSlice } from '../src/model/EndpointSlice.ts';
import type { Service } from '../src/model/Service.ts';
import type { Cluster } from '../src/engine/cluster/Cluster.ts';
import { Random } from '../src/engine/cluster/Random.ts';
import { renderIptablesSave } from '../src/engine/proxy/iptables/render.ts';
import { kernelConfigOf } from '../src/engine/proxy/kernelConfig.ts';
import { clusterFixture } from '../src/engine/trace/clusterFixture.ts';
import { collect } from './collect.ts';
import { kubeProxy, missing as missingKubeProxy } from './peers/kubeProxy.ts';
import type { Row } from './Row.ts';
import { ENDPOINTS, nameOf, putEndpoints, rulesCluster, someShifts } from './rulesCluster.ts';

const SERVICES = 10_000;
const CHANGES = 1000;
const SEED = 4;

const compile = (cluster: Cluster) => kernelConfigOf(cluster, 'n1').iptables.IPv4;
const textOf = (cluster: Cluster): string =>
  renderIptablesSave(kernelConfigOf(cluster, 'n1'), 'IPv4', undefined, { date: 'now' });

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

/** The same objects in a cluster that nothing was compiled for. */
function copyOf(cluster: Cluster): Cluster {
  const copy = clusterFixture({ mode: 'iptables' });
  for (const kind of ['Service', 'EndpointSlice'])
    for (const object of cluster.store.list<Service | EndpointSlice>(kind)) copy.store.put({ ...object });
  return copy;
}

/** Milliseconds of each of many changes, one after another, and whoever is asked besides now and then. */
function changes(now: (n: number) => void): { ours: number[]; cluster: Cluster } {
  const cluster = rulesCluster('iptables', SERVICES, SEED);
  const random = new Random(SEED);
  compile(cluster);
  const ours: number[] = [];
  for (let n = 0; n < CHANGES + 10; n++) {
    const s = Math.floor(random.next() * SERVICES);
    putEndpoints(cluster, nameOf(SEED, s), s, someShifts(random));
    const took = timed(() => compile(cluster));
    if (n >= 10) ours.push(took);
    if (n % 200 === 100) now(n);
  }
  return { ours, cluster };
}

async function besideAll(): Promise<{ ours: number[]; peer: number[]; note: string }> {
  const peer: number[] = [];
  const { ours, cluster } = changes((n) => {
    // a cluster of its own seed, so that nothing of it was compiled before
    const other = rulesCluster('iptables', SERVICES, SEED + n);
    peer.push(timed(() => compile(other)));
    collect();
  });
  const text = textOf(cluster);
  if (text !== textOf(copyOf(cluster))) throw new Error('the patched rules are not those of a new start');
  return {
    ours,
    peer,
    note: `after ${CHANGES} changes ${text.length.toLocaleString('en')} bytes, equal to a new start`,
  };
}

async function besideKubeProxy(): Promise<{ ours: number[]; peer: number[] }> {
  const peer: number[] = [];
  const { ours } = changes(() => void peer.push(kubeProxy('iptables', SERVICES, ENDPOINTS).change));
  return { ours, peer };
}

const title = `the endpoints of one Service changed, ${SERVICES} Services of ${ENDPOINTS} endpoints: new rules`;

export const rows: Row[] = [
  { id: 'P4', title, against: 'all rules anew', goal: 50, most: 5, quantile: 0.95, measure: besideAll },
  {
    id: 'P4b',
    title,
    against: "kube-proxy's own sync of one change, without the kernel",
    goal: 1,
    missing: missingKubeProxy,
    measure: besideKubeProxy,
  },
];
