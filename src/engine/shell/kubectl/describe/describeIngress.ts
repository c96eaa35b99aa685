import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Service } from '../../../../model/Service.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import type { Fields } from '../../../admit/Fields.ts';
import { endpointsOf, slicesOf } from './describeService.ts';
import type { Description } from './Description.ts';
import { describeEvents } from './describeEvents.ts';

/** kubectl: describe.go, describeIngressV1. */
export function describeIngress(to: Description, cluster: Cluster, ingress: KubeObject): void {
  const { metadata, spec, status } = ingress as Fields;
  to.line(0, 'Name:', metadata.name);
  to.labels(metadata.labels);
  to.line(0, 'Namespace:', metadata.namespace);
  const addresses: string[] = (status?.loadBalancer?.ingress ?? []).map((i: Fields) => i['ip'] || i['hostname']);
  to.line(0, 'Address:', [...new Set(addresses)].sort().join(','));
  to.line(0, 'Ingress Class:', spec.ingressClassName ?? '<none>');
  const backend = (of: Fields): string => backendText(cluster, metadata.namespace, of);
  const fallback = spec.defaultBackend ? backend(spec.defaultBackend) : '<default>';
  to.line(0, 'Default backend:', fallback);
  if (spec.tls?.length > 0) to.line(0, 'TLS:');
  for (const { secretName, hosts = [] } of spec.tls ?? [])
    to.line(1, secretName ? `${secretName} terminates ${hosts.join(',')}` : `SNI routes ${hosts.join(',')}`);
  to.line(0, 'Rules:');
  to.line(1, 'Host', 'Path', 'Backends');
  to.line(1, '----', '----', '--------');
  const rules: Fields[] = (spec.rules ?? []).filter((rule: Fields) => rule['http']);
  for (const { host, http } of rules) {
    to.line(1, host || '*', '');
    for (const { path = '', backend: of } of http.paths) to.line(2, '', `${path} `, backend(of));
  }
  if (rules.length === 0) to.line(1, '*', '*', fallback);
  to.annotations(metadata.annotations);
  describeEvents(to, cluster, ingress);
}

function backendText(cluster: Cluster, namespace: string, { service, resource }: Fields): string {
  if (resource) return `APIGroup: ${resource.apiGroup ?? '<none>'}, Kind: ${resource.kind}, Name: ${resource.name}`;
  if (!service) return '';
  const { number, name } = service.port ?? {};
  const asked = `${service.name}:${number || (name ?? '')}`;
  const found = cluster.store.get<Service>('Service', namespace, service.name);
  if (!found) return `${asked} (<error: services "${service.name}" not found>)`;
  const port = found.spec.ports?.findLast((p) => (number ? p.port === number : name && p.name === name));
  return `${asked} (${endpointsOf(slicesOf(cluster, found), port?.name ?? '')})`;
}
