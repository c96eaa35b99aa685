import type { EndpointSlice } from '../model/EndpointSlice.ts';
import type { Cluster } from './cluster/Cluster.ts';
import { SERVICE_NAME } from './controllers/endpointSliceNames.ts';

/** Endpoints of a Service (`namespace/name`) that only one side has, as `10.244.1.2:8080 ready`. */
export interface SliceDifference {
  service: string;
  onlyInDump: string[];
  onlyHere: string[];
}

/** Where slices say something else than those of a cluster: addresses, ports and conditions, by Service. */
export function sliceDifferences(cluster: Cluster, dumped: readonly EndpointSlice[]): SliceDifference[] {
  const theirs = endpointsOf(dumped);
  const ours = endpointsOf(cluster.store.list<EndpointSlice>('EndpointSlice'));
  const services = [...new Set([...theirs.keys(), ...ours.keys()])].filter((name) => !isOwn(name)).sort();
  return services.flatMap((service): SliceDifference[] => {
    const a = theirs.get(service) ?? new Set<string>();
    const b = ours.get(service) ?? new Set<string>();
    const onlyInDump = [...a].filter((one) => !b.has(one)).sort();
    const onlyHere = [...b].filter((one) => !a.has(one)).sort();
    return onlyInDump.length + onlyHere.length > 0 ? [{ service, onlyInDump, onlyHere }] : [];
  });
}

/** The cluster's own Services are simulated, not imported. */
const isOwn = (service: string): boolean => service === 'default/kubernetes' || service.startsWith('kube-system/');

function endpointsOf(slices: readonly EndpointSlice[]): Map<string, Set<string>> {
  const byService = new Map<string, Set<string>>();
  for (const slice of slices) {
    const name = slice.metadata.labels?.[SERVICE_NAME];
    if (!name) continue;
    const service = `${slice.metadata.namespace}/${name}`;
    const set = byService.get(service) ?? new Set();
    byService.set(service, set);
    for (const { addresses, conditions } of slice.endpoints ?? [])
      for (const port of slice.ports?.length ? slice.ports : [{}])
        set.add(`${addresses[0]}${port.port ? `:${port.port}` : ''} ${stateOf(conditions)}`);
  }
  return byService;
}

const stateOf = (conditions: { ready?: boolean; terminating?: boolean } | undefined): string =>
  conditions?.terminating ? 'terminating' : (conditions?.ready ?? true) ? 'ready' : 'not ready';
