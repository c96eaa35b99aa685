import type { KubeObject } from '../../model/KubeObject.ts';
import { objectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { parseTimestamp, timestamp } from '../cluster/timestamp.ts';
import type { ApiOptions, ApiResponse, ApiStatus } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { kindInfo } from './kinds.ts';
import { notFoundStatus, UNKNOWN_RESOURCE } from './status.ts';

const refuse = (status: ApiStatus): ApiResponse => ({ ok: false, status, warnings: [] });

/** apiserver: admission/plugin/namespace/lifecycle: the Namespaces that nobody deletes. */
const IMMORTAL = new Set(['default', 'kube-system', 'kube-public']);

const undeletable = (name: string): ApiStatus => ({
  code: 403,
  reason: 'Forbidden',
  message: `namespaces "${name}" is forbidden: this namespace may not be deleted`,
  causes: [],
});

type Deletion = ApiOptions & { gracePeriodSeconds?: number };

/** DELETE: at once, or by a `deletionTimestamp` when containers must end or finalizers must go first. */
export function deleteObject(
  cluster: Cluster,
  kind: string,
  namespace: string | undefined,
  name: string,
  options: Deletion = {},
): ApiResponse {
  const info = kindInfo(kind);
  if (!info) return refuse(UNKNOWN_RESOURCE);
  const object = cluster.store.get(kind, info.namespaced ? namespace : undefined, name);
  if (!object) return refuse(notFoundStatus(info, name));
  if (kind === 'Namespace' && IMMORTAL.has(name)) return refuse(undeletable(name));
  if (options.dryRun) return { ok: true, object, warnings: [] };
  const grace = gracePeriod(object, options.gracePeriodSeconds);
  const waits = grace > 0 || (object.metadata.finalizers?.length ?? 0) > 0 || kind === 'Namespace';
  if (!waits) {
    cluster.store.remove(objectKey(kind, object.metadata.namespace, name));
    if (kind === 'Service') cluster.store.remove(objectKey('Endpoints', object.metadata.namespace, name));
    return { ok: true, object, warnings: [] };
  }
  if (object.metadata.deletionTimestamp) return { ok: true, object: shortened(cluster, object, options), warnings: [] };
  const metadata = {
    ...object.metadata,
    deletionTimestamp: timestamp(cluster.now + grace * 1000),
    deletionGracePeriodSeconds: grace,
    ...(object.metadata.generation === undefined ? {} : { generation: object.metadata.generation + 1 }),
  };
  const ending =
    kind === 'Namespace' ? { ...object, metadata, status: { phase: 'Terminating' } } : { ...object, metadata };
  return { ok: true, object: cluster.store.put(ending), warnings: [] };
}

/** A further deletion can only make the time shorter (apiserver: registry/rest/delete.go, BeforeDelete). */
function shortened(cluster: Cluster, object: KubeObject, { gracePeriodSeconds: asked }: Deletion): KubeObject {
  const before = object.metadata.deletionGracePeriodSeconds ?? 0;
  if (object.kind !== 'Pod' || asked === undefined || asked >= before) return object;
  const until = parseTimestamp(object.metadata.deletionTimestamp ?? '') - (before - asked) * 1000;
  const metadata = {
    ...object.metadata,
    deletionTimestamp: timestamp(until),
    deletionGracePeriodSeconds: asked,
  };
  return cluster.store.put({ ...object, metadata });
}

/** pkg/registry/core/pod/strategy.go, CheckGracefulDelete: a Pod without a Node, or whose containers have ended, goes at once. */
function gracePeriod(object: KubeObject, asked: number | undefined): number {
  if (object.kind !== 'Pod') return 0;
  const { spec, status } = object as Fields;
  if (!spec['nodeName'] || status['phase'] === 'Succeeded' || status['phase'] === 'Failed') return 0;
  return asked ?? spec['terminationGracePeriodSeconds'] ?? 30;
}
