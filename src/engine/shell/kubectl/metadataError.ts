/** The fields of metav1.ObjectMeta that have a type to miss. */
const FIELDS: Record<string, string> = {
  name: 'string',
  generateName: 'string',
  namespace: 'string',
  selfLink: 'string',
  uid: 'types.UID',
  resourceVersion: 'string',
  generation: 'int64',
  deletionGracePeriodSeconds: 'int64',
  labels: 'map[string]string',
  annotations: 'map[string]string',
  finalizers: '[]string',
  ownerReferences: '[]v1.OwnerReference',
  managedFields: '[]v1.ManagedFieldsEntry',
};

const jsonType = (value: unknown): string =>
  Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;

const cannot = (value: unknown, path: string, type: string): string =>
  `json: cannot unmarshal ${jsonType(value)} into Go struct field ${path} of type ${type}`;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What kubectl finds wrong with an object's metadata before it sends anything: it decodes that part alone
 * (resource/metadata_decoder.go) and reports the first type that does not fit, in the words of Go's JSON.
 */
export function metadataError(object: Record<string, unknown>): string | undefined {
  const { metadata } = object as { metadata?: unknown };
  if (metadata === undefined || metadata === null) return undefined;
  if (!isPlain(metadata)) return cannot(metadata, 'metadataOnlyObject.metadata', 'v1.ObjectMeta');
  for (const field of Object.keys(metadata).sort()) {
    const type = FIELDS[field];
    const value = metadata[field];
    if (type === undefined || value === null || value === undefined) continue;
    const wrong = fieldError(value, `ObjectMeta.metadata.${field}`, type);
    if (wrong) return wrong;
  }
  return undefined;
}

function fieldError(value: unknown, path: string, type: string): string | undefined {
  if (type.startsWith('map[')) {
    if (!isPlain(value)) return cannot(value, path, type);
    const bad = Object.keys(value)
      .sort()
      .map((key) => value[key])
      .find((item) => item !== null && typeof item !== 'string');
    return bad === undefined ? undefined : cannot(bad, path, 'string');
  }
  if (type.startsWith('[]')) {
    if (!Array.isArray(value)) return cannot(value, path, type);
    const item = type.slice(2);
    const bad = value.find((v) => v !== null && (item === 'string' ? typeof v !== 'string' : !isPlain(v)));
    return bad === undefined ? undefined : cannot(bad, path, item);
  }
  if (type === 'int64') {
    if (typeof value !== 'number') return cannot(value, path, type);
    return Number.isInteger(value)
      ? undefined
      : `json: cannot unmarshal number ${value} into Go struct field ${path} of type int64`;
  }
  return typeof value === 'string' ? undefined : cannot(value, path, type);
}
