import type { EndpointSlice } from '../../../../model/EndpointSlice.ts';
import type { Service } from '../../../../model/Service.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import { labelText } from '../tables.ts';
import { describeEvents } from './describeEvents.ts';
import type { Description } from './Description.ts';
import { withPort } from '../../../net/ip.ts';
import { SERVICE_NAME } from '../../../controllers/endpointSliceNames.ts';

const LIMIT = 3;

/** kubectl: describe.go, describeService. */
export function describeService(to: Description, cluster: Cluster, service: Service): void {
  const { metadata, spec, status } = service;
  const optional = (title: string, value: string | number | undefined): void => {
    if (value) to.line(0, title, value);
  };
  to.head(metadata);
  to.line(0, 'Selector:', labelText(spec.selector));
  to.line(0, 'Type:', spec.type);
  optional('IP Family Policy:', spec.ipFamilyPolicy);
  to.line(0, 'IP Families:', spec.ipFamilies?.join(',') || '<none>');
  to.line(0, 'IP:', spec.clusterIP ?? '');
  to.line(0, 'IPs:', spec.clusterIPs?.join(',') || '<none>');
  optional('External IPs:', spec.externalIPs?.join(','));
  optional('Desired LoadBalancer IP:', spec.loadBalancerIP);
  optional('External Name:', spec.externalName);
  const ingress = status.loadBalancer.ingress ?? [];
  const balanced = ingress.map(({ ip, hostname, ipMode }) =>
    ip ? `${ip}${ipMode ? ` (${ipMode})` : ''}` : (hostname ?? ''),
  );
  optional('LoadBalancer Ingress:', balanced.join(', '));
  const slices = slicesOf(cluster, service);
  for (const { name, port, protocol, targetPort, appProtocol, nodePort } of spec.ports ?? []) {
    to.line(0, 'Port:', name || '<unset>', `${port}/${protocol}`);
    to.line(0, 'TargetPort:', `${targetPort}/${protocol}`);
    if (appProtocol !== undefined) to.line(0, 'AppProtocol:', appProtocol);
    if (nodePort) to.line(0, 'NodePort:', name || '<unset>', `${nodePort}/${protocol}`);
    to.line(0, 'Endpoints:', endpointsOf(slices, name ?? ''));
  }
  to.line(0, 'Session Affinity:', spec.sessionAffinity);
  optional('External Traffic Policy:', spec.externalTrafficPolicy);
  optional('Internal Traffic Policy:', spec.internalTrafficPolicy);
  optional('HealthCheck NodePort:', spec.healthCheckNodePort);
  optional('LoadBalancer Source Ranges:', spec.loadBalancerSourceRanges?.join(','));
  optional('Traffic Distribution:', spec.trafficDistribution);
  describeEvents(to, cluster, service);
}

/** In the order of their names, as etcd lists them; those that a controller made up are as likely to be in any. */
export const slicesOf = (cluster: Cluster, { metadata }: Service): EndpointSlice[] =>
  cluster.store
    .list<EndpointSlice>('EndpointSlice', metadata.namespace)
    .filter((slice) => slice.metadata.labels?.[SERVICE_NAME] === metadata.name)
    .toSorted((a, b) => (listedAs(a) < listedAs(b) ? -1 : listedAs(a) > listedAs(b) ? 1 : 0));

const listedAs = ({ metadata }: EndpointSlice): string => metadata.generateName ?? metadata.name;

/** The ready endpoints of one port: three, and how many more; of those that come then, none need be ready (formatEndpointSlices). */
export function endpointsOf(slices: readonly EndpointSlice[], name: string): string {
  if (slices.length === 0) return '<none>';
  const ready: string[] = [];
  let more = false;
  for (const { ports = [], endpoints } of slices)
    for (const port of ports?.length ? ports.filter((port) => (port.name ?? '') === name) : [undefined])
      for (const { addresses, conditions } of endpoints ?? []) {
        more ||= ready.length === LIMIT;
        if (conditions?.ready !== false) ready.push(hostPort(addresses[0] ?? '', port?.port));
      }
  return `${ready.slice(0, LIMIT).join(',')}${more ? ` + ${ready.length - LIMIT} more...` : ''}`;
}

const hostPort = (ip: string, port: number | null | undefined): string =>
  port === null || port === undefined ? ip : withPort(ip, port);
