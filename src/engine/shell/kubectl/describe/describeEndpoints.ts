import type { Endpoints, EndpointSlice } from '../../../../model/EndpointSlice.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import type { Description } from './Description.ts';
import { describeEvents } from './describeEvents.ts';

/** kubectl: describe.go, describeEndpoints. */
export function describeEndpoints(to: Description, cluster: Cluster, endpoints: Endpoints): void {
  to.head(endpoints.metadata);
  to.line(0, 'Subsets:');
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of endpoints.subsets ?? []) {
    const list = (all: { ip: string }[]): string => all.map(({ ip }) => ip).join(',') || '<none>';
    to.line(1, 'Addresses:', list(addresses));
    to.line(1, 'NotReadyAddresses:', list(notReadyAddresses));
    if (ports.length > 0) portTable(to, 1, ports);
    to.line(0, '');
  }
  describeEvents(to, cluster, endpoints);
}

interface Port {
  name?: string | null;
  port?: number | null;
  protocol?: string | null;
}

function portTable(to: Description, level: number, ports: readonly Port[]): void {
  to.line(level, 'Ports:');
  to.line(level + 1, 'Name', 'Port', 'Protocol');
  to.line(level + 1, '----', '----', '--------');
  for (const { name, port, protocol } of ports)
    to.line(level + 1, name || '<unset>', port ?? '<unset>', protocol ?? 'TCP');
}

/** kubectl: describe.go, describeEndpointSliceV1. */
export function describeEndpointSlice(to: Description, cluster: Cluster, slice: EndpointSlice): void {
  to.head(slice.metadata);
  to.line(0, 'AddressType:', slice.addressType);
  const ports = slice.ports ?? [];
  if (ports.length === 0) to.line(0, 'Ports: <unset>');
  else portTable(to, 0, ports);
  const endpoints = slice.endpoints ?? [];
  to.line(0, endpoints.length === 0 ? 'Endpoints: <none>' : 'Endpoints:');
  for (const { addresses, conditions, hostname, targetRef, nodeName, zone } of endpoints) {
    to.line(1, '- Addresses:', addresses.join(', ') || '<none>');
    to.line(2, 'Conditions:');
    to.line(3, 'Ready:', conditions?.ready ?? '<unset>');
    to.line(2, 'Hostname:', hostname ?? '<unset>');
    if (targetRef) to.line(2, 'TargetRef:', `${targetRef.kind ?? ''}/${targetRef.name ?? ''}`);
    to.line(2, 'NodeName:', nodeName ?? '<unset>');
    to.line(2, 'Zone:', zone ?? '<unset>');
  }
  describeEvents(to, cluster, slice);
}
