import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import { isHeadless, type Service } from '../../model/Service.ts';
import type { EndpointView, ServiceView } from '../../model/Simulation.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { isApiServer } from '../controllers/kubernetesService.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { compareIps } from '../net/ip.ts';
import { SYSTEM_NAMESPACE } from './pods.ts';
import { SERVICE_NAME } from '../controllers/endpointSliceNames.ts';

/** The slices of each Service, by `namespace/name`. */
export function slicesByService(cluster: Cluster): Map<string, EndpointSlice[]> {
  const byService = new Map<string, EndpointSlice[]>();
  for (const slice of cluster.store.list<EndpointSlice>('EndpointSlice')) {
    const name = slice.metadata.labels?.[SERVICE_NAME];
    if (!name) continue;
    const key = `${slice.metadata.namespace}/${name}`;
    const slices = byService.get(key);
    if (slices) slices.push(slice);
    else byService.set(key, [slice]);
  }
  return byService;
}

/**
 * The endpoints in slices, one row an address, in order of address: slices have no order. What the conditions
 * leave out means ready and serving.
 */
function endpointViews(slices: readonly EndpointSlice[]): EndpointView[] {
  const byIp = new Map<string, EndpointView>();
  for (const slice of slices) {
    for (const endpoint of slice.endpoints ?? []) {
      const ip = endpoint.addresses[0];
      if (ip === undefined || byIp.has(ip)) continue;
      const target = endpoint.targetRef;
      byIp.set(ip, {
        ip,
        pod: target?.kind === 'Pod' ? `${target.namespace}/${target.name}` : '',
        node: endpoint.nodeName ?? '',
        ready: endpoint.conditions?.ready ?? true,
        serving: endpoint.conditions?.serving ?? endpoint.conditions?.ready ?? true,
        terminating: endpoint.conditions?.terminating ?? false,
      });
    }
  }
  return [...byIp.values()].sort((a, b) => compareIps(a.ip, b.ip));
}

interface Made {
  slices: readonly EndpointSlice[];
  view: ServiceView;
}

const made = new WeakMap<Service, Made>();

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);

/** One Service as the page shows it; made again only when it or one of its slices is another object. */
function serviceView(service: Service, slices: readonly EndpointSlice[]): ServiceView {
  const known = made.get(service);
  if (known && same(known.slices, slices)) return known.view;
  const { spec, metadata, status } = service;
  const ingress = status.loadBalancer.ingress ?? [];
  const view: ServiceView = {
    key: keyOf(service),
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    type: spec.type,
    clusterIPs: (spec.clusterIPs ?? []).filter((ip) => ip !== 'None'),
    headless: isHeadless(service),
    ports: (spec.ports ?? []).map((p) => ({
      name: p.name ?? '',
      port: p.port,
      protocol: p.protocol,
      targetPort: p.targetPort,
      nodePort: p.nodePort ?? 0,
    })),
    selector: spec.selector ?? null,
    externalIPs: spec.externalIPs ?? [],
    loadBalancer: ingress.flatMap((i) => (i.ip ? [{ ip: i.ip, mode: i.ipMode ?? 'VIP' }] : [])),
    pending: spec.type === 'LoadBalancer' && ingress.length === 0,
    externalTrafficPolicy: spec.externalTrafficPolicy ?? '',
    internalTrafficPolicy: spec.internalTrafficPolicy ?? '',
    sessionAffinity: spec.sessionAffinity,
    endpoints: endpointViews(slices),
    system: metadata.namespace === SYSTEM_NAMESPACE || isApiServer(service),
  };
  made.set(service, { slices, view });
  return view;
}

/** The Services as the page shows them, each with its endpoints. */
export function serviceViews(cluster: Cluster): ServiceView[] {
  const slices = slicesByService(cluster);
  return cluster.store
    .list<Service>('Service')
    .map((s) => serviceView(s, slices.get(`${s.metadata.namespace}/${s.metadata.name}`) ?? []));
}
