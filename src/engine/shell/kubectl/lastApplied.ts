import type { KubeObject } from '../../../model/KubeObject.ts';
import { LAST_APPLIED, lastApplied } from '../../cluster/lastApplied.ts';
import { toJson } from '../../goJson.ts';
import type { Plain } from '../../plain.ts';
import { threeWayPatch } from './threeWayPatch.ts';

/**
 * What of an object is remembered (kubectl: pkg/util/apply.go, GetModifiedConfiguration): it names its Namespace, and
 * not the annotation itself.
 */
export function toRemember(object: Plain, namespace: string): Plain & { metadata: Plain } {
  const metadata = (object['metadata'] ?? {}) as Plain;
  const { [LAST_APPLIED]: _, ...annotations } = (metadata['annotations'] ?? {}) as Plain;
  const place = namespace === '' ? {} : { namespace };
  return { ...object, metadata: { ...metadata, annotations, ...place } };
}

/** The object with itself in its annotation, as `kubectl apply` and --save-config send it. */
export function withLastApplied(object: Plain, namespace: string): Plain {
  const remembered = toRemember(object, namespace);
  const annotations = { ...(remembered.metadata['annotations'] as Plain), [LAST_APPLIED]: `${toJson(remembered)}\n` };
  return { ...remembered, metadata: { ...remembered.metadata, annotations } };
}

/** A manifest that was read from a cluster has the annotation, which is then renewed (pkg/util/apply.go, CreateOrUpdateAnnotation). */
export const hasLastApplied = (object: Plain): boolean =>
  ((object['metadata'] as Plain | undefined)?.['annotations'] as Plain | undefined)?.[LAST_APPLIED] !== undefined;

/** What `kubectl apply` sends for an object that is there: from what was applied last, what is wanted, what there is. */
export function patchSinceApplied(type: string, live: KubeObject, wanted: Plain): Plain {
  return threeWayPatch(type, lastApplied(live) ?? {}, wanted, live as unknown as Plain);
}
