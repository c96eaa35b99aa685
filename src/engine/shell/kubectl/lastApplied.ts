import { toJson } from '../goJson.ts';
import { LAST_APPLIED } from './describeLines.ts';

type Plain = Record<string, unknown>;

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
