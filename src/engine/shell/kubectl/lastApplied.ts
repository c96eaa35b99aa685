import { toJson } from '../goJson.ts';

type Plain = Record<string, unknown>;

/** The annotation that `kubectl apply` writes; descriptions leave it out. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The object with itself in its annotation, as `kubectl apply` and --save-config send it (kubectl:
 * pkg/util/apply.go, GetModifiedConfiguration). What is remembered names its Namespace, but not the annotation.
 */
export function withLastApplied(object: Plain, namespace: string): Plain {
  const metadata = (object['metadata'] ?? {}) as Plain;
  const { [LAST_APPLIED]: _, ...annotations } = (metadata['annotations'] ?? {}) as Plain;
  const place = namespace === '' ? {} : { namespace };
  const remembered = { ...object, metadata: { ...metadata, annotations, ...place } };
  const text = `${toJson(remembered)}\n`;
  return { ...remembered, metadata: { ...remembered.metadata, annotations: { ...annotations, [LAST_APPLIED]: text } } };
}
