import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { SERVICE_NAME } from '../controllers/endpointSliceNames.ts';
import { canonicalIp } from '../net/ip.ts';
import { endpointHostname, readyAddresses } from './clusterNames.ts';

/** plugin/kubernetes, reverse.go: the Service that has the address, or else the endpoints that have it. */
export function pointersOf(cluster: Cluster, text: string): string[] {
  const { dnsDomain } = cluster.settings;
  const ip = canonicalIp(text);
  for (const { metadata, spec } of cluster.control.services.all())
    if (ip !== null && spec.clusterIPs?.includes(ip))
      return [`${metadata.name}.${metadata.namespace}.svc.${dnsDomain}.`];
  const names = new Set<string>();
  for (const slice of cluster.store.list<EndpointSlice>('EndpointSlice')) {
    const service = slice.metadata.labels?.[SERVICE_NAME];
    if (!service) continue;
    for (const { endpoint, ip: address } of readyAddresses([slice]))
      if (address === ip)
        names.add(`${endpointHostname(endpoint, address)}.${service}.${slice.metadata.namespace}.svc.${dnsDomain}.`);
  }
  return [...names];
}
