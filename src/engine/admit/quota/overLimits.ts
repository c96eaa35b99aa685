import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import type { ApiStatus } from '../ApiResponse.ts';
import type { Fields } from '../Fields.ts';
import { podSecurityRefusal } from '../podSecurity.ts';
import { overheadRefusal } from '../runtimeClass.ts';
import { limitRefusal } from './limitRanger.ts';
import { quotaRefusal } from './quotaRefusal.ts';

/** Whether Pods of a Namespace have limits that they need not say themselves. */
export const isLimited = ({ store }: Cluster, namespace: string | undefined): boolean =>
  store.list('LimitRange', namespace).length > 0;

/** LimitRanger looks at Pods when they are made, at claims whenever they are written unless they are to go. */
const isMeasured = ({ kind }: KubeObject, old: KubeObject | undefined): boolean =>
  !old || (kind === 'PersistentVolumeClaim' && !old.metadata.deletionTimestamp);

/**
 * Why its Namespace's limits, security standard and quotas, if it has such, or its runtime class do not allow an object;
 * `old` is the one that it replaces.
 */
export function overLimits(
  cluster: Cluster,
  object: KubeObject,
  old: KubeObject | undefined,
  dryRun: boolean,
): ApiStatus | undefined {
  // where there are none, nobody asks LimitRanger: the small worker does without it (scripts/lean-worker.mjs)
  const measured = isMeasured(object, old) && isLimited(cluster, object.metadata.namespace);
  const exceeded = measured ? limitRefusal(cluster, object) : undefined;
  const refused = exceeded ?? podSecurityRefusal(cluster, object, old);
  if (refused) return refused;
  const overhead: unknown = !old && object.kind === 'Pod' && (object as Fields)['spec'].overhead;
  const costly = overhead ? overheadRefusal(cluster, object as Fields) : undefined;
  if (costly || cluster.store.count('ResourceQuota') === 0) return costly;
  return quotaRefusal(cluster, object, old, dryRun);
}
