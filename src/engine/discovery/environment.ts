import type { EnvVar, Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { hostName } from './hosts.ts';
import { hostOf } from '../net/ip.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * The environment of a Pod's first container, as `NAME=value`: what it declares, and the variables of the
 * Services that its kubelet knew when it started; those never change afterwards.
 */
export function environmentOf(cluster: Cluster, pod: Pod): string[] {
  const services = serviceVariables(cluster.startedWith.get(pod.metadata.uid ?? '') ?? [], pod);
  const declared = declaredVariables(cluster, pod, services);
  const host = pod.spec.hostNetwork ? (pod.spec.nodeName ?? '') : hostName(pod);
  const variables = new Map([['PATH', PATH], ['HOSTNAME', host], ...declared]);
  for (const [name, value] of services) if (!declared.has(name)) variables.set(name, value);
  variables.set('HOME', '/root');
  return [...variables].map(([name, value]) => `${name}=${value}`);
}

/**
 * The variables of the Services that a Pod is told of: those of its Namespace that have a Cluster IP, unless it
 * wants no links, and default/kubernetes (kubelet: getServiceEnvVarMap; pkg/kubelet/envvars). In order of name.
 */
export function serviceVariables(services: readonly Service[], pod: Pod): Map<string, string> {
  const chosen = new Map<string, Service>();
  for (const service of services) {
    const { clusterIP } = service.spec;
    if (!clusterIP || clusterIP === 'None') continue;
    const { namespace, name } = service.metadata;
    const isOwn = namespace === pod.metadata.namespace && pod.spec.enableServiceLinks !== false;
    if (isOwn || (namespace === 'default' && name === 'kubernetes' && !chosen.has(name))) chosen.set(name, service);
  }
  const variables = [...chosen.values()].flatMap(variablesOf);
  return new Map(variables.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const upper = (name: string): string => name.toUpperCase().replaceAll('-', '_');

function variablesOf({ metadata, spec }: Service): [string, string][] {
  const prefix = upper(metadata.name);
  const ip = spec.clusterIP ?? '';
  const host = hostOf(ip);
  const ports = spec.ports ?? [];
  const variables: [string, string][] = [
    [`${prefix}_SERVICE_HOST`, ip],
    [`${prefix}_SERVICE_PORT`, String(ports[0]?.port ?? '')],
  ];
  for (const { name, port } of ports) if (name) variables.push([`${prefix}_SERVICE_PORT_${upper(name)}`, String(port)]);
  for (const [i, { port, protocol }] of ports.entries()) {
    const url = `${protocol.toLowerCase()}://${host}:${port}`;
    const name = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
    if (i === 0) variables.push([`${prefix}_PORT`, url]);
    variables.push(
      [name, url],
      [`${name}_PROTO`, protocol.toLowerCase()],
      [`${name}_PORT`, String(port)],
      [`${name}_ADDR`, ip],
    );
  }
  return variables;
}

interface EnvSource {
  prefix?: string;
  configMapRef?: { name?: string };
}

function declaredVariables(cluster: Cluster, pod: Pod, services: ReadonlyMap<string, string>): Map<string, string> {
  const container = pod.spec.containers[0];
  const declared = new Map<string, string>();
  for (const { prefix = '', configMapRef } of (container?.['envFrom'] ?? []) as EnvSource[])
    for (const [key, value] of Object.entries(configMap(cluster, pod, configMapRef?.name)))
      declared.set(prefix + key, value);
  for (const { name, value, valueFrom } of (container?.env ?? []) as EnvVar[]) {
    if (value)
      declared.set(
        name,
        expand(value, (v) => declared.get(v) ?? services.get(v)),
      );
    else if (valueFrom === undefined) declared.set(name, '');
    else {
      const got = valueOf(cluster, pod, valueFrom as ValueSource);
      if (got !== undefined) declared.set(name, got);
    }
  }
  return declared;
}

/** `$(NAME)`, as the kubelet expands it; `$$` is a dollar, an unknown name stays. */
const expand = (value: string, lookup: (name: string) => string | undefined): string =>
  value.replace(/\$\$|\$\(([^()]*)\)/g, (all, name: string) => (all === '$$' ? '$' : (lookup(name) ?? all)));

const configMap = (cluster: Cluster, pod: Pod, name = ''): Record<string, string> =>
  (cluster.store.get('ConfigMap', pod.metadata.namespace, name)?.['data'] ?? {}) as Record<string, string>;

interface ValueSource {
  fieldRef?: { fieldPath?: string };
  configMapKeyRef?: { name?: string; key?: string };
}

function valueOf(cluster: Cluster, pod: Pod, { fieldRef, configMapKeyRef }: ValueSource): string | undefined {
  if (fieldRef) return fieldOf(pod, fieldRef.fieldPath ?? '');
  if (configMapKeyRef) return configMap(cluster, pod, configMapKeyRef.name)[configMapKeyRef.key ?? ''];
  return undefined;
}

function fieldOf({ metadata, spec, status }: Pod, path: string): string {
  const [, map, key = ''] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  if (map) return (map === 'labels' ? metadata.labels : metadata.annotations)?.[key] ?? '';
  const list = (ips: { ip: string }[] = []): string => ips.map((i) => i.ip).join(',');
  const fields: Record<string, string | undefined> = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace,
    'metadata.uid': metadata.uid,
    'spec.nodeName': spec.nodeName,
    'spec.serviceAccountName': String(spec['serviceAccountName'] ?? ''),
    'status.podIP': status.podIP,
    'status.podIPs': list(status.podIPs),
    'status.hostIP': status.hostIP,
    'status.hostIPs': list(status.hostIPs),
  };
  return fields[path] ?? '';
}
