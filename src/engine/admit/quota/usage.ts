import type { KubeObject } from '../../../model/KubeObject.ts';
import { parseTimestamp } from '../../cluster/timestamp.ts';
import type { Fields } from '../Fields.ts';
import { type KindInfo, kindInfo } from '../kinds.ts';
import { isHugePages } from '../resourceNames.ts';
import { type Amounts, withOverhead } from './podResources.ts';

/** What an object counts for, and in which quotas (pkg/quota/v1/evaluator/core). */

/** Kinds that were counted by their name alone before there was `count/…` (evaluator/core/registry.go). */
const OLD_NAMES = new Set(['ConfigMap', 'ResourceQuota', 'ReplicationController', 'Secret']);
const SERVICE = ['services', 'services.loadbalancers', 'services.nodeports'];
const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const POD = ['pods', ...COMPUTE, ...COMPUTE.map((r) => `requests.${r}`), ...COMPUTE.map((r) => `limits.${r}`)];
const CLASS = '.storageclass.storage.k8s.io/';

export const countName = ({ plural, group }: KindInfo): string => `count/${plural}${group === '' ? '' : `.${group}`}`;

/** Events are not counted; neither is what belongs to no Namespace. */
export const isCounted = (info: KindInfo): boolean => info.namespaced && info.kind !== 'Event';

/** A resource that only some Nodes have, as a quota calls it: `requests.example.com/gpu`. */
const isExtended = (name: string): boolean =>
  name.startsWith('requests.') && name.includes('/') && !name.includes('kubernetes.io/') && !name.includes(CLASS);

/** Whether objects of a kind can count for what a quota calls so (MatchingResources). */
export function counts(info: KindInfo, name: string): boolean {
  if (name === countName(info)) return true;
  switch (info.kind) {
    case 'Pod':
      return POD.includes(name) || /^(requests\.)?hugepages-/.test(name) || isExtended(name);
    case 'Service':
      return SERVICE.includes(name);
    case 'PersistentVolumeClaim':
      return name === 'persistentvolumeclaims' || name === 'requests.storage' || name.includes(CLASS);
    default:
      return OLD_NAMES.has(info.kind) && name === info.plural;
  }
}

/** What one object uses. */
export function usageOf(object: KubeObject, now: number): Amounts {
  const info = kindInfo(object.kind) as KindInfo;
  const one = { [countName(info)]: '1' };
  switch (object.kind) {
    case 'Pod':
      return { ...one, ...podUsage(object as Fields, now) };
    case 'Service':
      return { ...one, ...serviceUsage((object as Fields)['spec']) };
    case 'PersistentVolumeClaim':
      return { ...one, ...claimUsage((object as Fields)['spec']) };
    default:
      return OLD_NAMES.has(object.kind) ? { ...one, [info.plural]: '1' } : one;
  }
}

/** pods.go, PodUsageFunc: Pods that have ended, or should have long ago, need nothing. */
function podUsage({ spec, status, metadata }: Fields, now: number): Amounts {
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') return {};
  const ends = parseTimestamp(metadata.deletionTimestamp ?? '') + (metadata.deletionGracePeriodSeconds ?? 0) * 1000;
  if (now > ends) return {};
  const used: Amounts = { pods: '1' };
  for (const [name, amount] of Object.entries(withOverhead(spec, 'requests'))) {
    if (COMPUTE.includes(name) || isHugePages(name)) used[name] = amount;
    used[`requests.${name}`] = amount;
  }
  for (const [name, amount] of Object.entries(withOverhead(spec, 'limits')))
    if (COMPUTE.includes(name)) used[`limits.${name}`] = amount;
  return used;
}

/** services.go: node ports as they are meant, which may not be allocated yet. */
function serviceUsage({ type, ports = [], allocateLoadBalancerNodePorts }: Fields): Amounts {
  const given = (ports as Fields[]).filter(({ nodePort }) => nodePort).length;
  const all = type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false);
  return {
    services: '1',
    'services.loadbalancers': type === 'LoadBalancer' ? '1' : '0',
    'services.nodeports': String(all ? ports.length : type === 'LoadBalancer' ? given : 0),
  };
}

function claimUsage({ storageClassName, resources }: Fields): Amounts {
  const storage: string | undefined = resources?.requests?.storage;
  const own: Amounts = {
    persistentvolumeclaims: '1',
    ...(storage === undefined ? {} : { 'requests.storage': storage }),
  };
  if (!storageClassName) return own;
  const classed = Object.entries(own).map(([name, amount]) => [`${storageClassName}${CLASS}${name}`, amount] as const);
  return { ...own, ...Object.fromEntries(classed) };
}
