import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import type { ApiStatus } from '../ApiResponse.ts';
import type { Fields } from '../Fields.ts';
import { type KindInfo, kindInfo } from '../kinds.ts';
import { containersOf } from '../podDefaults.ts';
import { addQuantities, quantityValue } from '../quantity.ts';
import { forbiddenStatus } from '../status.ts';
import { type Amounts, plus } from './podResources.ts';
import { COMPUTE } from '../resourceNames.ts';
import { isInScopes, scopesOf } from './scopes.ts';
import { counts, isCounted, usageOf } from './usage.ts';

export interface Quota extends KubeObject {
  spec: { hard?: Amounts; scopes?: string[]; scopeSelector?: Fields };
  status: { hard?: Amounts; used?: Amounts };
}

/**
 * The admission plugin ResourceQuota: refuses what would exceed a quota of its Namespace, or counts it there at once
 * (apiserver: admission/plugin/resourcequota/controller.go, CheckRequest).
 */
export function quotaRefusal(
  cluster: Cluster,
  object: KubeObject,
  old: KubeObject | undefined,
  dryRun: boolean,
): ApiStatus | undefined {
  const info = kindInfo(object.kind) as KindInfo;
  if (!isCounted(info) || (old && object.kind !== 'Service' && object.kind !== 'PersistentVolumeClaim'))
    return undefined;
  const charged: Quota[] = [];
  for (const quota of cluster.store.list<Quota>('ResourceQuota', object.metadata.namespace)) {
    const { hard = {}, used = {} } = quota.status;
    const names = Object.keys(hard).filter((name) => counts(info, name));
    if (names.length === 0 || !isInScopes(object, scopesOf(quota.spec))) continue;
    const missing = object.kind === 'Pod' ? missingRequests((object as Fields)['spec'], names) : '';
    if (missing !== '') return refused(info, object, `failed quota: ${quota.metadata.name}: must specify ${missing}`);
    const delta = deltaOf(cluster, object, old, names);
    const sum = plus(used, delta);
    const exceeded = Object.keys(delta).filter(
      (name) => quantityValue(sum[name] ?? '0') > quantityValue(hard[name] ?? '0'),
    );
    if (exceeded.length > 0) {
      const said = [delta, used, hard].map((amounts) => listed(amounts, exceeded));
      const [requested, taken, limited] = said;
      const why = `exceeded quota: ${quota.metadata.name}, requested: ${requested}, used: ${taken}, limited: ${limited}`;
      return refused(info, object, why);
    }
    if (Object.keys(delta).length > 0) charged.push({ ...quota, status: { hard, used: sum } });
  }
  if (!dryRun) for (const quota of charged) cluster.store.put(quota);
  return undefined;
}

const refused = (info: KindInfo, { metadata }: KubeObject, why: string): ApiStatus =>
  forbiddenStatus(info, metadata.name, why);

/** `pods=1,requests.cpu=100m`, in order of name. */
const listed = (amounts: Amounts, names: readonly string[]): string =>
  [...names]
    .sort()
    .map((name) => `${name}=${amounts[name] ?? '0'}`)
    .join(',');

const difference = (a: string, b: string): string => addQuantities(a, `-${b}`);

/** What is used more than before, of what the quota counts. */
function deltaOf({ now }: Cluster, object: KubeObject, old: KubeObject | undefined, names: readonly string[]): Amounts {
  const before = old ? usageOf(old, now) : {};
  const after = usageOf(object, now);
  const more = (name: string): bigint => quantityValue(after[name] ?? '0') - quantityValue(before[name] ?? '0');
  return Object.fromEntries(
    names
      .filter((name) => more(name) > 0n)
      .map((name) => [name, old ? difference(after[name] ?? '0', before[name] ?? '0') : (after[name] ?? '0')]),
  );
}

/**
 * If cpu or memory are limited, each container must say what it takes, unless the Pod does as a whole
 * (evaluator/core/pods.go, Constraints).
 */
function missingRequests(spec: Fields, names: readonly string[]): string {
  if (spec['resources']?.requests || spec['resources']?.limits) return '';
  const containers = containersOf(spec);
  const lacking = (name: string): string[] => {
    const [, field = 'requests.', resource = ''] = /^(requests\.|limits\.)?(.*)$/.exec(name) ?? [];
    return containers
      .filter(({ resources }) => resources[field.slice(0, -1)]?.[resource] === undefined)
      .map(({ name: container }) => container as string)
      .sort();
  };
  return names
    .filter((name) => COMPUTE.includes(name) && lacking(name).length > 0)
    .sort()
    .map((name) => `${name} for: ${[...new Set(lacking(name))].join(',')}`)
    .join('; ');
}
