import type { Endpoints, EndpointSlice } from '../../../model/EndpointSlice.ts';
import type { KubeObject, LabelSelector } from '../../../model/KubeObject.ts';
import type { Node } from '../../../model/Node.ts';
import type { Pod } from '../../../model/Pod.ts';
import type { Service } from '../../../model/Service.ts';
import { parseTimestamp } from '../../cluster/timestamp.ts';
import { podCells } from './podCells.ts';
import { humanDuration } from './humanDuration.ts';
import { selectorText } from '../../controllers/selectorText.ts';
import { withPort } from '../../net/ip.ts';

/** What the server's table of a kind has: its columns, those of `-o wide`, and a row of an object. */
export interface TableShape {
  columns: string[];
  wide: string[];
  cells: (object: never, options: { now: number; wide: boolean }) => (string | number)[];
}

type Row<T> = (object: T, options: { now: number; wide: boolean }) => (string | number)[];

const shape = <T extends KubeObject>(columns: string, wide: string, cells: Row<T>): TableShape => ({
  columns: columns.split('|'),
  wide: wide === '' ? [] : wide.split('|'),
  cells: cells as TableShape['cells'],
});

const age = (object: KubeObject, now: number): string => ageOf(object.metadata.creationTimestamp, now);

/** `5s`, `3m20s`: printers.translateTimestampSince. */
export const ageOf = (timestamp: string | undefined, now: number): string =>
  timestamp === undefined ? '<unknown>' : humanDuration(now - parseTimestamp(timestamp));

/** labels.FormatLabels: the pairs are sorted as texts, so that `a.b=` comes before `a=`. */
export const labelText = (labels: Record<string, string> | undefined): string =>
  Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',') || '<none>';

const LIST_LIMIT = 3;

const withMore = (list: string[], count: number): string =>
  count > LIST_LIMIT ? `${list.slice(0, LIST_LIMIT).join(',')} + ${count - LIST_LIMIT} more...` : list.join(',');

/** printers.formatEndpoints */
export function endpointsText(subsets: Endpoints['subsets']): string {
  if (!subsets || subsets.length === 0) return '<none>';
  const all = subsets.flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0
      ? addresses.map(({ ip }) => ip)
      : ports.flatMap(({ port }) => addresses.map(({ ip }) => withPort(ip, port))),
  );
  return withMore(all, all.length);
}

interface Ingress {
  ip?: string;
  hostname?: string;
}

/** Whole, however long: the server makes the columns of `-o wide` in any case, and kubectl leaves some out. */
const ingressText = (ingress: Ingress[] | undefined): string =>
  [...new Set((ingress ?? []).map(({ ip, hostname }) => ip || hostname || '').filter(Boolean))].sort().join(',');

function externalIp({ spec, status }: Service): string {
  const given = spec.externalIPs ?? [];
  if (spec.type === 'ExternalName') return spec.externalName ?? '';
  if (spec.type !== 'LoadBalancer') return given.join(',') || '<none>';
  const balanced = ingressText(status.loadBalancer.ingress);
  return [...(balanced ? balanced.split(',') : []), ...given].join(',') || '<pending>';
}

const portsText = ({ spec }: Service): string =>
  (spec.ports ?? [])
    .map(({ port, nodePort, protocol }) => (nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`))
    .join(',') || '<none>';

function nodeStatus(node: Node): string {
  const ready = node.status.conditions?.find((c) => c.type === 'Ready');
  const states = [!ready ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'];
  if (node.spec.unschedulable) states.push('SchedulingDisabled');
  return states.join(',');
}

const ROLE = 'node-role.kubernetes.io/';

export function nodeRoles(labels: Record<string, string>): string {
  const roles = new Set<string>();
  for (const [key, value] of Object.entries(labels)) {
    if (key.startsWith(ROLE) && key.length > ROLE.length) roles.add(key.slice(ROLE.length));
    else if (key === 'kubernetes.io/role' && value) roles.add(value);
  }
  return [...roles].sort().join(',') || '<none>';
}

const nodeAddress = (node: Node, type: string): string =>
  node.status.addresses?.find((a) => a.type === type)?.address ?? '<none>';

function nodeCells(node: Node, { now }: { now: number }): (string | number)[] {
  const info = node.status.nodeInfo ?? {};
  const kernel = info['kernelVersion']
    ? info['architecture']
      ? `${info['kernelVersion']} (${info['architecture']})`
      : info['kernelVersion']
    : '<unknown>';
  return [
    node.metadata.name,
    nodeStatus(node),
    nodeRoles(node.metadata.labels ?? {}),
    age(node, now),
    info['kubeletVersion'] ?? '',
    nodeAddress(node, 'InternalIP'),
    nodeAddress(node, 'ExternalIP'),
    info['osImage'] || '<unknown>',
    kernel,
    info['containerRuntimeVersion'] || '<unknown>',
  ];
}

interface Controller extends KubeObject {
  spec: {
    replicas?: number;
    selector?: LabelSelector & Record<string, string>;
    template?: { spec?: Pod['spec'] };
    [field: string]: unknown;
  };
  status?: Record<string, number | undefined>;
}

interface JobObject extends KubeObject {
  spec: {
    completions?: number;
    parallelism?: number;
    suspend?: boolean;
    selector?: LabelSelector;
    template: { spec: Pod['spec'] };
  };
  status: { startTime?: string };
}

const containers = (spec: Pod['spec'] | undefined): [string, string] => [
  (spec?.containers ?? []).map((c) => c.name).join(','),
  (spec?.containers ?? []).map((c) => c.image ?? '').join(','),
];

const WORKLOAD_WIDE = 'Containers|Images|Selector';

const replicas = (object: Controller, now: number): (string | number)[] => [
  object.metadata.name,
  object.spec.replicas ?? 0,
  object.status?.['replicas'] ?? 0,
  object.status?.['readyReplicas'] ?? 0,
  age(object, now),
  ...containers(object.spec.template?.spec),
];

const count = (value: unknown): number => (value && typeof value === 'object' ? Object.keys(value).length : 0);

interface IngressObject extends KubeObject {
  spec: { ingressClassName?: string; rules?: { host?: string }[]; tls?: unknown[] };
  status?: { loadBalancer?: { ingress?: Ingress[] } };
}

function ingressHosts(rules: { host?: string }[] | undefined): string {
  const hosts = (rules ?? []).slice(0, LIST_LIMIT).flatMap(({ host }) => host || []);
  if (hosts.length === 0) return '*';
  const more = (rules?.length ?? 0) > LIST_LIMIT && hosts.length === LIST_LIMIT;
  return more ? `${hosts.join(',')} + ${(rules?.length ?? 0) - LIST_LIMIT} more...` : hosts.join(',');
}

const field = (object: KubeObject, name: string): unknown => object[name];

const TABLES: Record<string, TableShape> = {
  Pod: shape<Pod>('Name|Ready|Status|Restarts|Age', 'IP|Node|Nominated Node|Readiness Gates', (pod, { now }) =>
    podCells(pod, age(pod, now), now),
  ),
  Service: shape<Service>('Name|Type|Cluster-IP|External-IP|Port(s)|Age', 'Selector', (service, { now }) => [
    service.metadata.name,
    service.spec.type,
    service.spec.clusterIPs?.[0] ?? '<none>',
    externalIp(service),
    portsText(service),
    age(service, now),
    labelText(service.spec.selector),
  ]),
  Endpoints: shape<Endpoints>('Name|Endpoints|Age', '', (endpoints, { now }) => [
    endpoints.metadata.name,
    endpointsText(endpoints.subsets),
    age(endpoints, now),
  ]),
  EndpointSlice: shape<EndpointSlice>('Name|AddressType|Ports|Endpoints|Age', '', (slice, { now }) => {
    const ports = (slice.ports ?? []).map(({ name, port }) => String(port ?? name ?? '*'));
    const addresses = (slice.endpoints ?? []).flatMap((endpoint) => endpoint.addresses);
    return [
      slice.metadata.name,
      slice.addressType,
      withMore(ports, ports.length) || '<unset>',
      withMore(addresses, addresses.length) || '<unset>',
      age(slice, now),
    ];
  }),
  Node: shape<Node>(
    'Name|Status|Roles|Age|Version',
    'Internal-IP|External-IP|OS-Image|Kernel-Version|Container-Runtime',
    nodeCells,
  ),
  Namespace: shape('Name|Status|Age', '', (namespace, { now }) => [
    namespace.metadata.name,
    String((namespace['status'] as { phase?: string } | undefined)?.phase ?? ''),
    age(namespace, now),
  ]),
  ReplicationController: shape<Controller>('Name|Desired|Current|Ready|Age', WORKLOAD_WIDE, (rc, { now }) => [
    ...replicas(rc, now),
    labelText(rc.spec.selector),
  ]),
  ReplicaSet: shape<Controller>('Name|Desired|Current|Ready|Age', WORKLOAD_WIDE, (rs, { now }) => [
    ...replicas(rs, now),
    selectorText(rs.spec.selector),
  ]),
  Deployment: shape<Controller>('Name|Ready|Up-to-date|Available|Age', WORKLOAD_WIDE, (deployment, { now }) => [
    deployment.metadata.name,
    `${deployment.status?.['readyReplicas'] ?? 0}/${deployment.spec.replicas ?? 0}`,
    deployment.status?.['updatedReplicas'] ?? 0,
    deployment.status?.['availableReplicas'] ?? 0,
    age(deployment, now),
    ...containers(deployment.spec.template?.spec),
    selectorText(deployment.spec.selector),
  ]),
  StatefulSet: shape<Controller>('Name|Ready|Age', 'Containers|Images', (set, { now }) => [
    set.metadata.name,
    `${set.status?.['readyReplicas'] ?? 0}/${set.spec.replicas ?? 0}`,
    age(set, now),
    ...containers(set.spec.template?.spec),
  ]),
  DaemonSet: shape<Controller>(
    'Name|Desired|Current|Ready|Up-to-date|Available|Node Selector|Age',
    WORKLOAD_WIDE,
    (set, { now }) => [
      set.metadata.name,
      set.status?.['desiredNumberScheduled'] ?? 0,
      set.status?.['currentNumberScheduled'] ?? 0,
      set.status?.['numberReady'] ?? 0,
      set.status?.['updatedNumberScheduled'] ?? 0,
      set.status?.['numberAvailable'] ?? 0,
      labelText(set.spec.template?.spec?.nodeSelector),
      age(set, now),
      ...containers(set.spec.template?.spec),
      selectorText(set.spec.selector),
    ],
  ),
  ConfigMap: shape('Name|Data|Age', '', (map, { now }) => [
    map.metadata.name,
    count(field(map, 'data')) + count(field(map, 'binaryData')),
    age(map, now),
  ]),
  Secret: shape('Name|Type|Data|Age', '', (secret, { now }) => [
    secret.metadata.name,
    String(field(secret, 'type') ?? ''),
    count(field(secret, 'data')),
    age(secret, now),
  ]),
  Job: shape<JobObject>('Name|Status|Completions|Duration|Age', 'Containers|Images|Selector', (job, { now }) => [
    job.metadata.name,
    job.spec.suspend ? 'Suspended' : 'Running',
    `0/${job.spec.completions ?? `1 of ${job.spec.parallelism ?? 1}`}`,
    job.status.startTime === undefined ? '' : ageOf(job.status.startTime, now),
    age(job, now),
    ...containers(job.spec.template.spec),
    selectorText(job.spec.selector),
  ]),
  Ingress: shape<IngressObject>('Name|Class|Hosts|Address|Ports|Age', '', (ingress, { now }) => [
    ingress.metadata.name,
    ingress.spec.ingressClassName ?? '<none>',
    ingressHosts(ingress.spec.rules),
    ingressText(ingress.status?.loadBalancer?.ingress),
    ingress.spec.tls?.length ? '80, 443' : '80',
    age(ingress, now),
  ]),
  NetworkPolicy: shape('Name|Pod-Selector|Age', '', (policy, { now }) => [
    policy.metadata.name,
    selectorText((field(policy, 'spec') as { podSelector?: LabelSelector } | undefined)?.podSelector),
    age(policy, now),
  ]),
  ServiceCIDR: shape('Name|CIDRs|Age', '', (cidr, { now }) => [
    cidr.metadata.name,
    ((field(cidr, 'spec') as { cidrs?: string[] } | undefined)?.cidrs ?? []).join(','),
    age(cidr, now),
  ]),
};

const PLAIN = shape('Name|Age', '', (object, { now }) => [object.metadata.name, age(object, now)]);

/** The table that the server makes of a kind. */
export const tableOf = (kind: string): TableShape | undefined => TABLES[kind];

export const PLAIN_TABLE = PLAIN;
