import type { SliceEndpoint, SlicePort } from '../../model/EndpointSlice.ts';
import { type Node, ZONE } from '../../model/Node.ts';
import { isReady, type Pod } from '../../model/Pod.ts';
import type { Service, ServicePort } from '../../model/Service.ts';
import { canonicalIp } from '../net/ip.ts';
import { isSidecar } from './listens.ts';

/** Whether a Pod may stand in Endpoints or slices at all (endpointslice: util/controller_utils.go). */
export function belongsInEndpoints(pod: Pod, includeTerminating: boolean): boolean {
  if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return false;
  if (!pod.status.podIP && !pod.status.podIPs?.length) return false;
  return includeTerminating || !pod.metadata.deletionTimestamp;
}

/** The container port that a Service port leads to; undefined when no container has a port of that name. */
export function findPort(pod: Pod, port: ServicePort): number | undefined {
  if (typeof port.targetPort === 'number') return port.targetPort;
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? []).filter(isSidecar)];
  for (const container of containers)
    for (const { name, protocol = 'TCP', containerPort } of container.ports ?? [])
      if (name === port.targetPort && protocol === port.protocol) return containerPort;
  return undefined;
}

/** The ports of a Service, as this Pod resolves them; those that it does not resolve are missing. */
export function endpointPorts(service: Service, pod: Pod): SlicePort[] {
  return (service.spec.ports ?? []).flatMap((servicePort) => {
    const port = findPort(pod, servicePort);
    if (port === undefined) return [];
    const { name = '', protocol, appProtocol } = servicePort;
    return [{ ...(appProtocol === undefined ? {} : { appProtocol }), name, port, protocol }];
  });
}

export const shouldSetHostname = (pod: Pod, service: Service): boolean =>
  Boolean(pod.spec.hostname) && pod.spec.subdomain === service.metadata.name;

/** endpointslice: utils.go, podToEndpoint. undefined when the Pod has no address of the family. */
export function podToEndpoint(
  pod: Pod,
  node: Node | undefined,
  service: Service,
  addressType: 'IPv4' | 'IPv6',
): SliceEndpoint | undefined {
  const addresses = (pod.status.podIPs ?? []).flatMap(({ ip }) => {
    const canonical = canonicalIp(ip);
    return canonical && canonical.includes(':') === (addressType === 'IPv6') ? [canonical] : [];
  });
  if (addresses.length === 0) return undefined;
  const serving = isReady(pod);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  const zone = node?.metadata.labels?.[ZONE];
  const { name, namespace = '', uid = '' } = pod.metadata;
  return {
    addresses,
    conditions: { ready, serving, terminating },
    ...(shouldSetHostname(pod, service) ? { hostname: pod.spec.hostname as string } : {}),
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    targetRef: { kind: 'Pod', name, namespace, uid },
    ...(zone ? { zone } : {}),
  };
}
