import type { Network } from '../../model/Address.ts';
import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import type { AddressKind, MatrixColumn } from '../../model/Matrix.ts';
import type { ServicePort } from '../../model/Service.ts';
import type { NodeView, ServicePortView, ServiceView } from '../../model/Simulation.ts';
import { familyOf, hostOf } from '../net/ip.ts';

const NETWORKS: Record<AddressKind, Network> = {
  name: 'cluster',
  clusterIP: 'cluster',
  nodePort: 'node',
  loadBalancer: 'outside',
  externalIP: 'outside',
  pod: 'pod',
};

/** Every address that every port of a Service answers at, port by port: its name, its Cluster IPs, its doors. */
export function columnsOf(
  service: ServiceView,
  slices: readonly EndpointSlice[],
  nodes: readonly NodeView[],
): MatrixColumn[] {
  const families = new Set(slices.map((slice) => slice.addressType));
  return service.ports.flatMap((port) => {
    const columns: MatrixColumn[] = [];
    const ready = readyEndpoints(slices, port);
    const add = (kind: AddressKind, ip: string, at: number, owner = '', host = hostOf(ip)): void => {
      const family = kind === 'name' ? '' : familyOf(ip);
      const label = `${port.name && `${port.name} `}${port.port}/${port.protocol.toLowerCase()}`;
      const endpoints = kind === 'pod' ? 1 : kind === 'name' ? most(ready) : ready[familyOf(ip)];
      const key = `${service.key} ${label} ${kind} ${family} ${owner || (kind === 'clusterIP' ? '' : ip)}`.trimEnd();
      const url = `${port.protocol.toLowerCase()}://${host}:${at}`;
      columns.push({
        key,
        service: service.key,
        port: label,
        kind,
        family,
        owner,
        url,
        network: NETWORKS[kind],
        endpoints,
      });
    };
    // with its Namespace a name means the same to every Pod
    add('name', '', port.port, '', `${service.name}.${service.namespace}`);
    for (const ip of service.clusterIPs) add('clusterIP', ip, port.port);
    if (port.nodePort)
      for (const node of nodes)
        for (const ip of node.ips) {
          const own = service.clusterIPs.some((clusterIP) => familyOf(clusterIP) === familyOf(ip));
          if (own) add('nodePort', ip, port.nodePort, node.name);
        }
    for (const { ip } of service.loadBalancer) add('loadBalancer', ip, port.port);
    for (const ip of service.externalIPs) add('externalIP', ip, port.port);
    if (service.headless && families.size > 0)
      for (const { ip, at, pod } of endpointAddresses(slices, port)) add('pod', ip, at, pod);
    return columns;
  });
}

type PortName = Pick<ServicePort, 'protocol'> & Pick<ServicePortView, 'name'>;

/** The number that a slice has for a port of the Service; undefined when it has none. */
const numberIn = (slice: EndpointSlice, { name, protocol }: PortName): number | undefined =>
  slice.ports?.find((p) => (p.name ?? '') === name && (p.protocol ?? 'TCP') === protocol)?.port ?? undefined;

function* endpointAddresses(slices: readonly EndpointSlice[], port: PortName) {
  for (const slice of slices) {
    const at = numberIn(slice, port);
    if (at === undefined) continue;
    for (const { addresses, conditions, targetRef } of slice.endpoints ?? []) {
      const pod = targetRef?.kind === 'Pod' ? `${targetRef.namespace}/${targetRef.name}` : '';
      for (const ip of addresses) yield { ip, at, pod, ready: conditions?.ready ?? true };
    }
  }
}

function readyEndpoints(slices: readonly EndpointSlice[], port: PortName) {
  const ready = { IPv4: new Set<string>(), IPv6: new Set<string>() };
  for (const { ip, ready: is } of endpointAddresses(slices, port)) if (is) ready[familyOf(ip)].add(ip);
  return { IPv4: ready.IPv4.size, IPv6: ready.IPv6.size };
}

const most = (ready: { IPv4: number; IPv6: number }): number => Math.max(ready.IPv4, ready.IPv6);
