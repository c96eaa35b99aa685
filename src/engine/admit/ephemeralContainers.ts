import type { FieldError } from './ApiResponse.ts';
import { containerCommonErrors } from './containerValidation.ts';
import type { Fields } from './Fields.ts';
import { duplicate, forbidden, invalid, notFound } from './fieldErrors.ts';

const NOT_ALLOWED = 'cannot be set for an Ephemeral Container';

/** allowedEphemeralContainerFields: of the others, in the order of the Go type. */
const LEFT_OUT = [
  'ports',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
];

const isSet = (value: unknown): boolean =>
  value !== undefined && (typeof value !== 'object' || Object.keys(value ?? {}).length > 0);

/** pkg/apis/core/validation, validateEphemeralContainers: nobody may write one here, and it is looked at all the same. */
export function ephemeralContainerErrors(spec: Fields, volumes: Set<string>, at: string): FieldError[] {
  const others = ['containers', 'initContainers'].flatMap((list): string[] =>
    ((spec[list] ?? []) as Fields[]).map(({ name }) => name),
  );
  const names = new Set(others);
  return ((spec['ephemeralContainers'] ?? []) as Fields[]).flatMap((container, i) => {
    const path = `${at}[${i}]`;
    const { name, image, targetContainerName: target } = container;
    const errors = containerCommonErrors(spec, container, volumes, path);
    if (image?.trim() !== image)
      errors.push(invalid(`${path}.image`, image, 'must not have leading or trailing whitespace'));
    if (names.has(name)) errors.push(duplicate(`${path}.name`, name));
    names.add(name);
    if (target && !others.includes(target)) errors.push(notFound(`${path}.targetContainerName`, target));
    for (const field of LEFT_OUT) if (isSet(container[field])) errors.push(forbidden(`${path}.${field}`, NOT_ALLOWED));
    for (const [j, mount] of ((container['volumeMounts'] ?? []) as Fields[]).entries())
      for (const field of ['subPath', 'subPathExpr'])
        if (mount[field]) errors.push(forbidden(`${path}.volumeMounts[${j}].${field}`, NOT_ALLOWED));
    return errors;
  });
}
