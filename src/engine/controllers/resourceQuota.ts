import type { ObjectKey } from '../../model/Span.ts';
import { KINDS } from '../admit/kinds.ts';
import { addQuantities } from '../admit/quantity.ts';
import type { Amounts } from '../admit/quota/podResources.ts';
import type { Quota } from '../admit/quota/quotaRefusal.ts';
import { isInScopes, scopesOf } from '../admit/quota/scopes.ts';
import { counts, isCounted, usageOf } from '../admit/quota/usage.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { putStatus } from './replicas.ts';

/** controller: resourcequota: counts anew what the objects of a Namespace use. */
export function syncQuota(cluster: Cluster, key: ObjectKey): void {
  const quota = cluster.store.byKey<Quota>(key);
  if (!quota) return;
  const { hard = {} } = quota.spec;
  const names = Object.keys(hard).sort();
  const used: Amounts = {};
  const scopes = scopesOf(quota.spec);
  for (const info of KINDS) {
    const counted = isCounted(info) ? names.filter((name) => counts(info, name)) : [];
    if (counted.length === 0) continue;
    for (const name of counted) used[name] ??= '0';
    for (const object of cluster.store.list(info.kind, quota.metadata.namespace)) {
      if (!isInScopes(object, scopes)) continue;
      const usage = usageOf(object, cluster.now);
      for (const name of counted) used[name] = addQuantities(used[name] ?? '0', usage[name] ?? '0');
    }
  }
  const known = names.filter((name) => used[name] !== undefined);
  putStatus(cluster, quota, { hard: sortedBy(names, hard), used: sortedBy(known, used) });
}

const sortedBy = (names: readonly string[], amounts: Amounts): Amounts =>
  Object.fromEntries(names.map((name) => [name, amounts[name] ?? '0']));
