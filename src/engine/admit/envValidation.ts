import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { valueFromErrors } from './valueFromValidation.ts';
import { invalid, notFound, required } from './fieldErrors.ts';
import { allInvalid, asPrefix, dns1123Subdomain, variableName } from './validators.ts';

// pkg/apis/core/validation: ValidateEnv and ValidateEnvFrom, with relaxed names of variables (the default).

export function envErrors(variables: Fields[] | undefined, at: string): FieldError[] {
  const errors: FieldError[] = [];
  for (const [i, variable] of (variables ?? []).entries()) {
    const name: string = variable['name'] ?? '';
    if (name === '') errors.push(required(`${at}[${i}].name`));
    else errors.push(...allInvalid(`${at}[${i}].name`, name, variableName(name)));
    if (variable['valueFrom']) errors.push(...valueFromErrors(variable, `${at}[${i}].valueFrom`));
  }
  return errors;
}

export const envFromErrors = (sources: Fields[] | undefined, at: string): FieldError[] =>
  (sources ?? []).flatMap(({ prefix, configMapRef, secretRef }, i) => {
    const path = `${at}[${i}]`;
    const errors = prefix ? allInvalid(`${path}.prefix`, prefix, variableName(prefix)) : [];
    for (const [kind, ref] of [
      ['configMapRef', configMapRef],
      ['secretRef', secretRef],
    ] as const) {
      if (!ref) continue;
      if (!ref.name) errors.push(required(`${path}.${kind}.name`));
      else errors.push(...allInvalid(`${path}.${kind}.name`, ref.name, dns1123Subdomain(asPrefix(ref.name))));
    }
    if (!configMapRef && !secretRef) errors.push(invalid(at, '', 'must specify one of: `configMapRef` or `secretRef`'));
    else if (configMapRef && secretRef)
      errors.push(invalid(at, '', 'may not have more than one field specified at a time'));
    return errors;
  });

/** validateFileKeyRefVolumes: the file of a variable is in an emptyDir of the Pod. */
export const fileKeyErrors = (spec: Fields, at: string): FieldError[] =>
  ['initContainers', 'containers'].flatMap((list) =>
    ((spec[list] ?? []) as Fields[]).flatMap(({ env }, i) =>
      ((env ?? []) as Fields[]).flatMap(({ valueFrom }, j) => {
        const name: string | undefined = valueFrom?.fileKeyRef?.volumeName;
        if (name === undefined) return [];
        const field = `${at}.${list}[${i}].env[${j}].valueFrom.fileKeyRef.volumeName`;
        const volume = ((spec['volumes'] ?? []) as Fields[]).find((one) => one['name'] === name);
        if (!volume) return [notFound(field, name)];
        return volume['emptyDir'] ? [] : [invalid(field, name, 'referenced volume must be of type emptyDir')];
      }),
    ),
  );
