import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Fields } from '../../admit/Fields.ts';
import { invalid } from '../../admit/fieldErrors.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import { jsonMerge } from '../../admit/patch.ts';
import { applyJsonPatch } from '../../admit/jsonPatch.ts';
import { structOf } from '../../admit/schema.ts';
import { invalidStatus, UNKNOWN_RESOURCE } from '../../admit/status.ts';
import { selectorText } from '../../controllers/selectorText.ts';
import { type PatchType, sendPatch } from './changes.ts';
import type { DryRun } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';
import type { Target } from './targets.ts';

/** What workloads are at their subresource `scale`: their number of Pods, and how to find these. */
export const SCALE: KindInfo = {
  kind: 'Scale',
  apiVersion: 'autoscaling/v1',
  group: 'autoscaling',
  version: 'v1',
  plural: 'scales',
  singular: 'scale',
  shortNames: [],
  namespaced: true,
  type: 'k.Scale',
  generation: false,
};

const SCALABLE = new Set(['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

/** Ends the command where nothing of the kind can be scaled. */
export function requireScalable({ kind }: KindInfo): void {
  if (!SCALABLE.has(kind)) throw KubectlError.status(UNKNOWN_RESOURCE);
}

/** Ends the command where the server has no such subresource of the kind; whether the object is there, it does not say. */
export function requireSubresource(info: KindInfo, subresource: string | undefined): void {
  if (subresource === 'status' && !structOf(info.type).fields.has('status'))
    throw KubectlError.status(UNKNOWN_RESOURCE);
}

/** pkg/registry/apps/deployment/storage, scaleFromDeployment, and its like. */
export function scaleOf(info: KindInfo, object: KubeObject): KubeObject {
  requireScalable(info);
  const { spec, status } = object as unknown as { spec: Fields; status?: Fields };
  const selector = info.kind === 'ReplicationController' ? { matchLabels: spec['selector'] } : spec['selector'];
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  return {
    kind: SCALE.kind,
    apiVersion: SCALE.apiVersion,
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    // none are left out
    spec: spec['replicas'] === 0 ? {} : { replicas: spec['replicas'] ?? 1 },
    status: { replicas: status?.['replicas'] ?? 0, selector: selectorText(selector) },
  } as unknown as KubeObject;
}

/** PATCH of the subresource: its number is all that can be changed. */
export function patchScale(
  session: Session,
  target: Target,
  type: PatchType,
  patch: unknown,
  dryRun: DryRun,
): KubeObject {
  const scale = scaleOf(target.info, target.object);
  // no list of it is merged by a key: a strategic patch is a merge patch
  const patched = type === 'json' ? applyJsonPatch(scale, patch) : { value: jsonMerge(scale, patch) };
  if ('status' in patched) throw KubectlError.status(patched.status);
  const replicas: unknown = (patched.value as { spec?: Fields }).spec?.['replicas'] ?? 0;
  if (Number(replicas) < 0) {
    const wrong = invalid('spec.replicas', replicas, 'must be greater than or equal to 0');
    throw KubectlError.status(invalidStatus(SCALE, target.name, [wrong]));
  }
  return scaleOf(target.info, sendPatch(session, target, 'merge', { spec: { replicas } }, dryRun, 'scale'));
}
