import type { Pod } from '../../../../model/Pod.ts';
import type { Node } from '../../../../model/Node.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import type { Fields } from '../../../admit/Fields.ts';
import { canonicalQuantity, quantityValue } from '../../../admit/quantity.ts';
import { withOverhead } from '../../../admit/quota/podResources.ts';
import { ageOf, nodeRoles } from '../tables.ts';
import type { Description } from './Description.ts';
import { describeEvents } from './describeEvents.ts';
import { rfc1123 } from './rfc1123.ts';

const NANO = 1_000_000_000n;

/** kubectl: describe.go, describeNode. */
export function describeNode(to: Description, cluster: Cluster, node: Node): void {
  const { metadata, spec, status } = node as Fields;
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'Roles:', nodeRoles(metadata.labels ?? {}));
  to.labels(metadata.labels);
  to.annotations(metadata.annotations);
  to.line(0, 'CreationTimestamp:', rfc1123(metadata.creationTimestamp));
  to.list('Taints:', taints(spec.taints));
  to.line(0, 'Unschedulable:', spec.unschedulable ?? false);
  to.line(0, 'Lease:');
  to.line(1, 'HolderIdentity:', metadata.name);
  to.line(1, 'AcquireTime:', '<unset>');
  to.line(1, 'RenewTime:', rfc1123(metadata.creationTimestamp));
  conditions(to, status.conditions);
  to.line(0, 'Addresses:');
  for (const { type, address } of status.addresses ?? []) to.line(1, `${type}:`, address);
  for (const [title, list] of [
    ['Capacity:', status.capacity],
    ['Allocatable:', status.allocatable],
  ]) {
    const entries = Object.entries<string>(list ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    if (entries.length > 0) to.line(0, title);
    for (const [name, quantity] of entries) to.line(1, `${name}:`, quantity);
  }
  to.line(0, 'System Info:');
  const info = status.nodeInfo ?? {};
  for (const [title, field] of SYSTEM_INFO) to.line(1, `${title}:`, info[field] ?? '');
  if (spec.podCIDR) to.line(0, 'PodCIDR:', spec.podCIDR);
  if (spec.podCIDRs?.length > 0) to.line(0, 'PodCIDRs:', spec.podCIDRs.join(','));
  if (spec.providerID) to.line(0, 'ProviderID:', spec.providerID);
  resources(to, cluster, node);
  describeEvents(to, cluster, node);
}

const SYSTEM_INFO = [
  ['Machine ID', 'machineID'],
  ['System UUID', 'systemUUID'],
  ['Boot ID', 'bootID'],
  ['Kernel Version', 'kernelVersion'],
  ['OS Image', 'osImage'],
  ['Operating System', 'operatingSystem'],
  ['Architecture', 'architecture'],
  ['Container Runtime Version', 'containerRuntimeVersion'],
  ['Kubelet Version', 'kubeletVersion'],
] as const;

const taints = (all: readonly Fields[] = []): string[] =>
  [...all]
    .sort((a, b) => (`${a['effect']},${a['key']}` < `${b['effect']},${b['key']}` ? -1 : 1))
    .map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect ?? ''}`);

function conditions(to: Description, all: readonly Fields[] = []): void {
  if (all.length === 0) return;
  to.line(0, 'Conditions:');
  to.line(1, 'Type', 'Status', 'LastHeartbeatTime', 'LastTransitionTime', 'Reason', 'Message');
  to.line(1, '----', '------', '-----------------', '------------------', '------', '-------');
  for (const { type, status, lastHeartbeatTime, lastTransitionTime, reason = '', message = '' } of all)
    to.line(
      1,
      `${type} `,
      `${status} `,
      `${rfc1123(lastHeartbeatTime)} `,
      `${rfc1123(lastTransitionTime)} `,
      `${reason} `,
      message,
    );
}

/** What a Pod asks for, in billionths. */
const total = ({ spec }: Pod, field: 'requests' | 'limits', resource: string): bigint =>
  quantityValue(withOverhead(spec, field)[resource] ?? '0');

const MEMORY = new Set(['memory', 'ephemeral-storage']);

/** A sum as a Quantity prints it: memory in powers of two where that is exact. */
function sumText(nano: bigint, resource: string): string {
  if (MEMORY.has(resource) && nano % (1024n * NANO) === 0n && nano > 0n)
    return canonicalQuantity(`${nano / NANO / 1024n}Ki`);
  return canonicalQuantity(`${nano}n`);
}

function resources(to: Description, cluster: Cluster, node: Node): void {
  const { status, metadata } = node as Fields;
  const allocatable: Record<string, string> =
    Object.keys(status.allocatable ?? {}).length > 0 ? status.allocatable : (status.capacity ?? {});
  const pods = cluster.store
    .list<Pod>('Pod')
    .filter((pod) => pod.spec.nodeName === metadata.name && !/^(Succeeded|Failed)$/.test(pod.status.phase ?? ''))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const cell = (sum: bigint, resource: string): string => {
    const all = quantityValue(allocatable[resource] ?? '0');
    return `${sumText(sum, resource)} (${all === 0n ? 0 : (sum * 100n) / all}%)`;
  };
  to.line(0, 'Non-terminated Pods:', `(${pods.length} in total)`);
  to.line(1, 'Namespace', 'Name', '', 'CPU Requests', 'CPU Limits', 'Memory Requests', 'Memory Limits', 'Age');
  to.line(1, '---------', '----', '', '------------', '----------', '---------------', '-------------', '---');
  for (const pod of pods)
    to.line(
      1,
      pod.metadata.namespace ?? '',
      pod.metadata.name,
      '',
      ...['cpu', 'memory'].flatMap((r) => [cell(total(pod, 'requests', r), r), cell(total(pod, 'limits', r), r)]),
      ageOf(pod.metadata.creationTimestamp, cluster.now),
    );
  to.line(0, 'Allocated resources:');
  to.line(1, '(Total limits may be over 100 percent, i.e., overcommitted.)');
  to.line(1, 'Resource', 'Requests', 'Limits');
  to.line(1, '--------', '--------', '------');
  const sum = (field: 'requests' | 'limits', resource: string): bigint =>
    pods.reduce((all, pod) => all + total(pod, field, resource), 0n);
  const row = (resource: string): void =>
    to.line(1, resource, cell(sum('requests', resource), resource), cell(sum('limits', resource), resource));
  for (const resource of ['cpu', 'memory', 'ephemeral-storage']) row(resource);
  const names = Object.keys(allocatable).sort();
  for (const resource of names.filter((name) => name.startsWith('hugepages-'))) row(resource);
  for (const resource of names.filter((name) => name.includes('/')))
    to.line(1, resource, sumText(sum('requests', resource), resource), sumText(sum('limits', resource), resource));
}

const keyOf = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;
