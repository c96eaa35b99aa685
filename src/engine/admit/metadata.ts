import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, immutable, invalid, required, tooLong } from './fieldErrors.ts';
import { allInvalid, asPrefix, dns1123Subdomain, labelValue, qualifiedName } from './validators.ts';

const [ORPHAN, FOREGROUND] = ['orphan', 'foregroundDeletion'] as const;
const STANDARD_FINALIZERS: readonly string[] = ['kubernetes', ORPHAN, FOREGROUND];
const MAX_ANNOTATIONS = 256 * 1024;

/** Labels and selectors: keys and values are reported at the path of the whole map. */
export function validateLabels(labels: Record<string, string> | undefined, path: string): FieldError[] {
  const errors: FieldError[] = [];
  for (const [key, value] of Object.entries(labels ?? {})) {
    errors.push(...allInvalid(path, key, qualifiedName(key)), ...allInvalid(path, value, labelValue(value)));
  }
  return errors;
}

export function validateAnnotations(annotations: Record<string, string> | undefined, path: string): FieldError[] {
  const errors: FieldError[] = [];
  let size = 0;
  for (const [key, value] of Object.entries(annotations ?? {})) {
    // Annotation keys may have capitals in their prefix.
    errors.push(...allInvalid(path, key, qualifiedName(key.toLowerCase())));
    size += key.length + value.length;
  }
  if (size > MAX_ANNOTATIONS) errors.push(tooLong(path, MAX_ANNOTATIONS));
  return errors;
}

function validateOwners(owners: Fields[] | undefined): FieldError[] {
  const errors: FieldError[] = [];
  const path = 'metadata.ownerReferences';
  let first = '';
  for (const owner of owners ?? []) {
    const at = path;
    // schema.ParseGroupVersion: what has more than one stroke has no version either
    if (!/^([^/]*\/)?[^/]+$/.test(owner['apiVersion']))
      errors.push(invalid(`${at}.apiVersion`, owner['apiVersion'], 'version must not be empty'));
    if (!owner['kind']) errors.push(invalid(`${at}.kind`, '', 'must not be empty'));
    if (!owner['name']) errors.push(invalid(`${at}.name`, '', 'must not be empty'));
    if (!owner['uid']) errors.push(invalid(`${at}.uid`, '', 'must not be empty'));
    if (owner['apiVersion'] === 'v1' && owner['kind'] === 'Event')
      errors.push(invalid(path, owner, '/v1, Kind=Event is disallowed from being an owner'));
    if (!owner['controller']) continue;
    const name = `${owner['kind']}/${owner['name']}`;
    if (first !== '') {
      const text = `Only one reference can have Controller set to true. Found "true" in references for ${first} and ${name}`;
      const inOrder = owners?.map(({ apiVersion, kind, name: called, uid, ...rest }) => ({
        apiVersion,
        kind,
        name: called,
        uid,
        ...rest,
      }));
      errors.push(invalid(path, inOrder, text));
    } else first = name;
  }
  return errors;
}

/** apimachinery: api/validation, ValidateObjectMeta; its Namespace is there, and so has a good name. */
export function validateMetadata(
  metadata: Fields,
  nameRule: (name: string) => string[] = dns1123Subdomain,
): FieldError[] {
  const errors: FieldError[] = [];
  const { name, generateName, generation } = metadata;
  if (generateName) {
    errors.push(...allInvalid('metadata.generateName', generateName, nameRule(asPrefix(generateName))));
  }
  if (!name) errors.push(required('metadata.name', 'name or generateName is required'));
  else errors.push(...allInvalid('metadata.name', name, nameRule(name)));
  if (generation < 0) errors.push(invalid('metadata.generation', generation, 'must be greater than or equal to 0'));
  return [
    ...errors,
    ...commonErrors(metadata),
    ...unqualifiedFinalizers(metadata['finalizers'] ?? [], (i) => `metadata.finalizers[${i}]`),
  ];
}

/** What is looked at in new objects and in changed ones. */
const commonErrors = ({ labels, annotations, ownerReferences, finalizers }: Fields): FieldError[] => [
  ...validateLabels(labels, 'metadata.labels'),
  ...validateAnnotations(annotations, 'metadata.annotations'),
  ...validateOwners(ownerReferences),
  ...finalizerErrors(finalizers ?? []),
];

/** apimachinery: api/validation, ValidateFinalizers */
function finalizerErrors(finalizers: string[]): FieldError[] {
  const path = 'metadata.finalizers';
  const errors = finalizers.flatMap((finalizer) => allInvalid(path, finalizer, qualifiedName(finalizer)));
  return finalizers.includes(ORPHAN) && finalizers.includes(FOREGROUND)
    ? [...errors, invalid(path, finalizers, `finalizer ${ORPHAN} and ${FOREGROUND} cannot be both set`)]
    : errors;
}

/** core/validation, ValidateFinalizerName */
export const unqualifiedFinalizers = (finalizers: readonly string[], at: (i: number) => string): FieldError[] =>
  finalizers.flatMap((finalizer, i) =>
    finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)
      ? []
      : [invalid(at(i), finalizer, 'name is neither a standard finalizer name nor is it fully qualified')],
  );

/**
 * apiserver: registry/rest/update.go, validateCommonFields, and ValidateObjectMetaUpdate. What else may never change is
 * what an object is found by, or is taken from the old one.
 */
export function validateMetadataUpdate(metadata: Fields, old: Fields): FieldError[] {
  const path = 'metadata.finalizers';
  const finalizers: string[] = metadata['finalizers'] ?? [];
  const errors = commonErrors(metadata);
  const added = finalizers.filter((finalizer) => !old['finalizers']?.includes(finalizer)).toSorted();
  if (old['deletionTimestamp'] && added.length > 0) {
    const list = `[]string{${added.map((finalizer) => JSON.stringify(finalizer)).join(', ')}}`;
    const text = `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`;
    errors.push(forbidden(path, text));
  }
  for (const field of ['uid', 'deletionTimestamp', 'deletionGracePeriodSeconds'])
    errors.push(...immutable(`metadata.${field}`, metadata[field], old[field]));
  return [...errors, ...unqualifiedFinalizers(finalizers, (i) => `${path}[${i}]`)];
}
