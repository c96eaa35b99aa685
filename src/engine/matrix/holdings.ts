import type { EndpointSlice, SliceEndpoint } from '../../model/EndpointSlice.ts';
import type { MatrixColumn } from '../../model/Matrix.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { listensOf } from '../controllers/listens.ts';
import { isLoopback } from '../kernel/routing.ts';
import { parseCidr } from '../net/cidr.ts';
import { canonicalIp } from '../net/ip.ts';
import { isUp, podIPs } from '../proxy/nodeNetwork.ts';
import { readsProxyHeader } from '../trace/proxyProtocol.ts';
import { slicesByService } from '../views/services.ts';

/** The Pods of a Node that are behind a Service, by `namespace/name`: what their endpoints are like. */
export type Holding = ReadonlyMap<string, string>;

/** What each Node holds of a Service; undefined for a Node that is like no other. */
export type Holdings = ReadonlyMap<string, Holding | undefined>;

const GROUPED: ReadonlySet<string> = new Set(['name', 'clusterIP', 'pod']);

/** What Nodes hold of the Service of a column; undefined when any Node may have to do with it. */
export function holdings(
  cluster: Cluster,
  homes: (ip: string) => string | undefined,
  traits: (pod: Pod) => string,
): (column: MatrixColumn) => Holdings | undefined {
  const services = cluster.store.list<Service>('Service');
  const slices = slicesByService(cluster);
  const holders = new Map<string, number>();
  for (const ip of services.flatMap(addresses)) holders.set(ip, (holders.get(ip) ?? 0) + 1);
  const of = ({ metadata, spec }: Service): Holdings | undefined => {
    if (spec.type === 'ExternalName' || spec.sessionAffinity === 'ClientIP') return undefined;
    const clusterIPs = (spec.clusterIPs ?? []).filter((ip) => ip !== 'None');
    if (clusterIPs.some((ip) => (holders.get(canonicalIp(ip) ?? ip) ?? 0) > 1)) return undefined;
    // where packets stay on their Node, or go to one Pod, its endpoints are no others' equals
    const exchangeable = clusterIPs.length > 0 && spec.internalTrafficPolicy !== 'Local';
    const held = new Map<string, Map<string, string> | undefined>();
    for (const slice of slices.get(`${metadata.namespace}/${metadata.name}`) ?? [])
      for (const endpoint of slice.endpoints ?? []) {
        const { nodeName, hints } = endpoint;
        const ips = endpoint.addresses.map((text) => canonicalIp(text) ?? text);
        for (const ip of ips)
          if (homes(ip) === undefined && (isLoopback(ip) || holders.has(ip) || parseCidr(ip) === null))
            return undefined;
        const pod = exchangeable ? ownPod(cluster, endpoint, ips, homes) : undefined;
        for (const { name } of hints?.forNodes ?? []) held.set(name, undefined);
        const nodes = new Set([nodeName, ...ips.map(homes)].filter((name) => name !== undefined));
        for (const name of nodes) {
          const pods = held.has(name) ? held.get(name) : new Map<string, string>();
          held.set(name, pod && pods);
          const key = `${pod?.metadata.namespace}/${pod?.metadata.name}`;
          if (pod) pods?.set(key, `${pods.get(key) ?? ''}${likeness(slice, endpoint, pod)}${traits(pod)}`);
        }
      }
    return held;
  };
  const known = new Map<ObjectKey, Holdings | undefined>();
  return ({ kind, service }) => {
    if (!GROUPED.has(kind)) return undefined;
    if (!known.has(service)) {
      const found = cluster.store.byKey<Service>(service);
      known.set(service, found && of(found));
    }
    return known.get(service);
  };
}

/** The Pod of an endpoint that is where it is said to be, and has a network of its own. */
function ownPod(
  { store }: Cluster,
  { targetRef, nodeName }: SliceEndpoint,
  ips: readonly string[],
  homes: (ip: string) => string | undefined,
): Pod | undefined {
  if (targetRef?.kind !== 'Pod') return undefined;
  const pod = store.get<Pod>('Pod', targetRef.namespace, targetRef.name ?? '');
  if (!pod || !isUp(pod) || pod.spec.hostNetwork || pod.spec.nodeName !== nodeName) return undefined;
  const own = podIPs(pod);
  return ips.every((ip) => own.includes(ip) && homes(ip) === nodeName) ? pod : undefined;
}

/** What kube-proxy knows of an endpoint, and how the Pod answers. */
const likeness = ({ addressType, ports }: EndpointSlice, { conditions, hints }: SliceEndpoint, pod: Pod): string =>
  JSON.stringify([addressType, ports, conditions, hints, listensOf(pod), readsProxyHeader(pod)]);

/** All addresses that a Service holds, each once. */
const addresses = ({ spec, status }: Service): string[] => {
  const ingress = status.loadBalancer.ingress?.flatMap(({ ip }) => ip ?? []) ?? [];
  const all = [...(spec.clusterIPs ?? []), ...(spec.externalIPs ?? []), ...ingress];
  return [...new Set(all.map((ip) => canonicalIp(ip) ?? ip))];
};
