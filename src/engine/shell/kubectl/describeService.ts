import type { EndpointSlice } from '../../../model/EndpointSlice.ts';
import type { Service } from '../../../model/Service.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { describeLines, type Line, mapLines } from './describeLines.ts';
import { labelText } from './tables.ts';
import { withPort } from '../../net/ip.ts';
import { SERVICE_NAME } from '../../controllers/endpointSliceNames.ts';

const LIMIT = 3;

/** kubectl: describe.go, describeService and formatEndpointSlices. */
export function describeService(cluster: Cluster, service: Service): string {
  const { metadata, spec, status } = service;
  const lines: Line[] = [
    ['Name:', metadata.name],
    ['Namespace:', metadata.namespace ?? ''],
    ...mapLines('Labels:', metadata.labels, '='),
    ...mapLines('Annotations:', metadata.annotations, ': '),
    ['Selector:', labelText(spec.selector)],
    ['Type:', spec.type],
  ];
  if (spec.ipFamilyPolicy) lines.push(['IP Family Policy:', spec.ipFamilyPolicy]);
  if (spec.ipFamilies && spec.ipFamilies.length > 0) lines.push(['IP Families:', spec.ipFamilies.join(',')]);
  else lines.push(['IP Families:', '<none>']);
  lines.push(['IP:', spec.clusterIP ?? '']);
  if (spec.clusterIPs && spec.clusterIPs.length > 0) lines.push(['IPs:', spec.clusterIPs.join(',')]);
  else lines.push(['IPs:', '<none>']);
  if (spec.externalIPs && spec.externalIPs.length > 0) lines.push(['External IPs:', spec.externalIPs.join(',')]);
  if (spec.loadBalancerIP) lines.push(['Desired LoadBalancer IP:', spec.loadBalancerIP]);
  if (spec.externalName) lines.push(['External Name:', spec.externalName]);
  const ingress = status.loadBalancer.ingress ?? [];
  if (ingress.length > 0)
    lines.push([
      'LoadBalancer Ingress:',
      ingress.map(({ ip, hostname, ipMode }) => `${ip ?? hostname ?? ''}${ipMode ? ` (${ipMode})` : ''}`).join(', '),
    ]);
  const slices = slicesOf(cluster, service);
  for (const port of spec.ports ?? []) {
    lines.push(['Port:', port.name || '<unset>', `${port.port}/${port.protocol}`]);
    lines.push(['TargetPort:', `${port.targetPort}/${port.protocol}`]);
    if (port.nodePort) lines.push(['NodePort:', port.name || '<unset>', `${port.nodePort}/${port.protocol}`]);
    lines.push(['Endpoints:', endpointsOf(slices, port.name ?? '')]);
  }
  lines.push(['Session Affinity:', spec.sessionAffinity]);
  if (spec.externalTrafficPolicy) lines.push(['External Traffic Policy:', spec.externalTrafficPolicy]);
  if (spec.internalTrafficPolicy) lines.push(['Internal Traffic Policy:', spec.internalTrafficPolicy]);
  if (spec.trafficDistribution) lines.push(['Traffic Distribution:', spec.trafficDistribution]);
  if (spec.healthCheckNodePort) lines.push(['HealthCheck NodePort:', String(spec.healthCheckNodePort)]);
  if (spec.loadBalancerSourceRanges && spec.loadBalancerSourceRanges.length > 0)
    lines.push(['LoadBalancer Source Ranges:', spec.loadBalancerSourceRanges.join(',')]);
  lines.push(['Events:', '<none>']);
  return describeLines(twoCells(lines));
}

/** The port's lines have a third cell, which does not widen the second one. */
const twoCells = (lines: Line[]): Line[] =>
  lines.map(([title = '', value = '', more]) => [title, more === undefined ? value : `${value}  ${more}`]);

const slicesOf = (cluster: Cluster, { metadata }: Service): EndpointSlice[] =>
  cluster.store
    .list<EndpointSlice>('EndpointSlice', metadata.namespace)
    .filter((slice) => slice.metadata.labels?.[SERVICE_NAME] === metadata.name);

/** The ready endpoints of one port: three, and how many more. */
function endpointsOf(slices: readonly EndpointSlice[], name: string): string {
  const all = slices.flatMap((slice) => {
    const ready = (slice.endpoints ?? []).filter((endpoint) => endpoint.conditions?.ready !== false);
    const ports = slice.ports ?? [];
    if (ports.length === 0) return ready.flatMap((endpoint) => endpoint.addresses);
    return ports
      .filter((port) => (port.name ?? '') === name)
      .flatMap(({ port }) => ready.flatMap(({ addresses }) => addresses.map((ip) => hostPort(ip, port))));
  });
  if (all.length === 0) return slices.length === 0 ? '<none>' : '';
  return all.length > LIMIT ? `${all.slice(0, LIMIT).join(',')} + ${all.length - LIMIT} more...` : all.join(',');
}

const hostPort = (ip: string, port: number | null | undefined): string =>
  port === null || port === undefined ? ip : withPort(ip, port);
