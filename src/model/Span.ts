/** A range of characters in the scenario text: offsets of UTF-16 units, `end` exclusive. */
export interface Span {
  start: number;
  end: number;
}

/**
 * The manifest field that caused something: the object, by its key, and the path of the field inside the
 * object, written as the API server writes paths (`spec.ports[0].targetPort`; empty for the whole object).
 * It names the object and not a line, so that rules stay equal while other documents move.
 */
export interface SourceRef {
  object: ObjectKey;
  path: string;
}

/** `Kind/namespace/name`, or `Kind//name` for an object without a Namespace. */
export type ObjectKey = string;

export const objectKey = (kind: string, namespace: string | undefined, name: string): ObjectKey =>
  `${kind}/${namespace ?? ''}/${name}`;
