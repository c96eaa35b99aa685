import type { ServiceSpec } from '../../model/Service.ts';
import type { Place, Trace } from '../../model/Trace.ts';
import type { Cluster, ProxySettings } from '../cluster/Cluster.ts';
import { clusterFixture, putPod, putService } from './clusterFixture.ts';
import { reach } from './reach.ts';

/** The Services that every proxy mode is tested with: policies, source ranges, affinity, none behind. */
export function shop(mode: ProxySettings['mode']): Cluster {
  const cluster = clusterFixture({ mode });
  const one = putPod(cluster, { name: 'web-1', node: 'n1', ip: '10.244.1.2' });
  const two = putPod(cluster, { name: 'web-2', node: 'n2', ip: '10.244.2.2' });
  putPod(cluster, { name: 'tool', node: 'n3', ip: '10.244.3.2' });
  const put = (n: number, spec: Partial<ServiceSpec>, vips: string[] = []): void => {
    const ports = [{ protocol: 'TCP' as const, port: 80, targetPort: 8080, nodePort: 30080 + n }];
    putService(
      cluster,
      `s${n}`,
      { type: 'LoadBalancer', clusterIP: `10.96.0.8${n}`, ports, ...spec },
      [{ pod: one }, { pod: two }],
      vips,
    );
  };
  put(0, {}, ['203.0.113.10']);
  put(1, { externalTrafficPolicy: 'Local' });
  put(2, { internalTrafficPolicy: 'Local' });
  put(3, { loadBalancerSourceRanges: ['192.168.251.102/32'] }, ['203.0.113.13']);
  put(4, { sessionAffinity: 'ClientIP' });
  putService(cluster, 'none', { clusterIP: '10.96.0.89' }, []);
  return cluster;
}

const PLACES: Record<string, Place> = {
  client: { kind: 'client' },
  tool: { kind: 'pod', namespace: 'default', name: 'tool' },
  'web-1': { kind: 'pod', namespace: 'default', name: 'web-1' },
  n1: { kind: 'node', name: 'n1' },
  n2: { kind: 'node', name: 'n2' },
  n3: { kind: 'node', name: 'n3' },
};

const TARGETS = [
  ...[0, 1, 2, 3, 4, 9].map((n) => `tcp://10.96.0.8${n}:80`),
  ...[0, 1, 2, 3, 4].flatMap((n) => [`tcp://192.168.251.101:3008${n}`, `tcp://192.168.251.103:3008${n}`]),
  'tcp://203.0.113.10:80',
  'tcp://203.0.113.13:80',
  'tcp://10.244.1.2:8080',
  'tcp://10.96.0.80:81',
  'icmp://10.96.0.80',
  'tcp://10.96.0.99:80',
  'tcp://127.0.0.1:30080',
  'tcp://10.244.1.1:30080',
];

export const ending = ({ ending: e }: Trace): string =>
  e.result !== 'delivered' ? e.result : 'pod' in e ? `${e.pod} sees ${e.source}` : e.node;

/** How every flow from every place to every target ends. */
export const flows = (cluster: Cluster): Map<string, string> => {
  const found = new Map<string, string>();
  for (const [name, place] of Object.entries(PLACES))
    for (const url of TARGETS) {
      const endings = new Set(reach(cluster, place, url).traces.map(ending));
      found.set(`${name} ${url}`, [...endings].sort().join('; '));
    }
  return found;
};

/** The flows that end otherwise in a mode than in mode iptables. */
export function differences(mode: ProxySettings['mode']): Record<string, string> {
  const iptables = flows(shop('iptables'));
  return Object.fromEntries([...flows(shop(mode))].filter(([flow, outcome]) => iptables.get(flow) !== outcome));
}
