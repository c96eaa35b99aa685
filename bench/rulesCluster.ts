import type { EndpointSlice } from '../src/model/EndpointSlice.ts';
import type { Service } from '../src/model/Service.ts';
import type { Cluster, ProxySettings } from '../src/engine/cluster/Cluster.ts';
import { Random } from '../src/engine/cluster/Random.ts';
import { clusterFixture, putPod } from '../src/engine/trace/clusterFixture.ts';

export const ENDPOINTS = 10;

/** Cluster IPs from 10.96.0.1 on, so that the last Service's can be said. */
export const clusterIP = (s: number): string => `10.${96 + ((s + 1) >> 16)}.${((s + 1) >> 8) & 255}.${(s + 1) & 255}`;

/**
 * A cluster of ClusterIP Services with ten endpoints each, as the API server would hold it: no controllers, no text.
 * The seed is in the names and addresses, so that nothing that was compiled for one seed serves for another.
 */
export function rulesCluster(mode: ProxySettings['mode'], services: number, seed: number): Cluster {
  const cluster = clusterFixture({ mode });
  const random = new Random(seed);
  for (let s = 0; s < services; s++) {
    const name = nameOf(seed, s);
    cluster.store.put<Service>({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'default' },
      spec: {
        type: 'ClusterIP',
        sessionAffinity: 'None',
        internalTrafficPolicy: 'Cluster',
        selector: { app: name },
        clusterIP: clusterIP(s),
        clusterIPs: [clusterIP(s)],
        ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 8080 }],
      },
      status: { loadBalancer: {} },
    });
    putEndpoints(
      cluster,
      name,
      s,
      Array.from({ length: ENDPOINTS }, () => Math.floor(random.next() * 8)),
    );
  }
  return cluster;
}

export const someShifts = (random: Random): number[] =>
  Array.from({ length: ENDPOINTS }, () => Math.floor(random.next() * 8));

export const nameOf = (seed: number, s: number): string => `app-${seed}-${s}`;

/** The slice of a Service; `shifts` tell its endpoints' addresses apart from those of other seeds and of before. */
export function putEndpoints(cluster: Cluster, service: string, s: number, shifts: readonly number[]): void {
  cluster.store.put<EndpointSlice>({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${service}-x`,
      namespace: 'default',
      labels: { 'kubernetes.io/service-name': service },
    },
    addressType: 'IPv4',
    ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
    endpoints: shifts.map((shift, e) => {
      const n = s * ENDPOINTS + e;
      return {
        addresses: [`10.${128 + 2 * shift + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`],
        nodeName: `n${1 + (n % 3)}`,
        targetRef: { kind: 'Pod', namespace: 'default', name: `${service}-${e}` },
        conditions: { ready: true, serving: true, terminating: false },
      };
    }),
  });
}

/** Puts Pods that answer behind a Service, all on n1. */
export function putAnswering(cluster: Cluster, service: string): void {
  const pods = Array.from({ length: ENDPOINTS }, (_, e) =>
    putPod(cluster, { name: `answers-${e}`, node: 'n1', ip: `10.244.1.${e + 2}` }),
  );
  const endpoints = pods.map((pod) => ({
    addresses: [pod.status.podIP ?? ''],
    nodeName: 'n1',
    targetRef: { kind: 'Pod', namespace: 'default', name: pod.metadata.name },
    conditions: { ready: true, serving: true, terminating: false },
  }));
  const slice = cluster.store.get<EndpointSlice>('EndpointSlice', 'default', `${service}-x`) as EndpointSlice;
  cluster.store.put<EndpointSlice>({ ...slice, endpoints });
}
