import type { FieldError } from './ApiResponse.ts';
import { divisorErrors } from './divisorValidation.ts';
import type { Fields } from './Fields.ts';
import { invalid, notSupported, required } from './fieldErrors.ts';
import { allInvalid, dns1123Label, dns1123Subdomain, qualifiedName, variableName } from './validators.ts';
import { backsteps } from './volumePaths.ts';

// pkg/apis/core/validation: where the value of a variable may come from.

const KEY_MESSAGE =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

/** Keys of ConfigMaps and Secrets. */
export function configMapKey(key: string): string[] {
  const messages: string[] = [];
  if (key.length > 253) messages.push('must be no more than 253 characters');
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) messages.push(KEY_MESSAGE);
  if (key === '.') messages.push("must not be '.'");
  else if (key === '..') messages.push("must not be '..'");
  else if (key.startsWith('..')) messages.push("must not start with '..'");
  return messages;
}

const FIELD_PATHS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const RESOURCES = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];

/** validateFileKeySelector */
function fileSelectorErrors({ key = '', volumeName = '', path = '' }: Fields, at: string): FieldError[] {
  const errors = key ? allInvalid(`${at}.key`, key, variableName(key)) : [required(`${at}.key`)];
  const field = `${at}.volumeName`;
  errors.push(...(volumeName ? allInvalid(field, volumeName, dns1123Label(volumeName)) : [required(field)]));
  return [...errors, ...(path ? backsteps(`${at}.path`, path) : [required(`${at}.path`)])];
}

function keySelectorErrors(selector: Fields, at: string): FieldError[] {
  const { name = '', key = '' } = selector;
  return [
    ...allInvalid(`${at}.name`, name, dns1123Subdomain(name)),
    ...(key === '' ? [required(`${at}.key`)] : allInvalid(`${at}.key`, key, configMapKey(key))),
  ];
}

/** Fields that there are, but not in the environment (podshelper.ConvertDownwardAPIFieldLabel). */
const CONVERTIBLE = /^(metadata\.(labels|annotations)|spec\.(restartPolicy|schedulerName)|status\.phase)$/;

/** validateObjectFieldSelector: `paths` are those that make sense where it stands. */
export function fieldRefErrors(
  { apiVersion = 'v1', fieldPath }: Fields,
  at: string,
  paths: readonly string[] = FIELD_PATHS,
): FieldError[] {
  if (!fieldPath) return [required(`${at}.fieldPath`)];
  const unreadable = (why: string): FieldError[] => [
    invalid(`${at}.fieldPath`, fieldPath, `error converting fieldPath: ${why}`),
  ];
  if (apiVersion !== 'v1') return unreadable(`unsupported pod version: ${apiVersion}`);
  // fieldpath.SplitMaybeSubscriptedPath
  const [, map, key = ''] = /^(.+?)\['(.*)'\]$/s.exec(fieldPath) ?? [];
  if (map !== undefined) {
    if (map === 'metadata.labels') return allInvalid(at, key, qualifiedName(key));
    if (map !== 'metadata.annotations') return unreadable(`field label does not support subscript: ${fieldPath}`);
    const lower = key.toLowerCase();
    return allInvalid(at, lower, qualifiedName(lower));
  }
  // what clients of old called it
  if (paths.includes(fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath)) return [];
  if (FIELD_PATHS.includes(fieldPath) || CONVERTIBLE.test(fieldPath))
    return [notSupported(`${at}.fieldPath`, fieldPath, paths)];
  return unreadable(`field label not supported: ${fieldPath}`);
}

/** validateContainerResourceFieldSelector */
export function resourceRefErrors({ resource = '', divisor = '0' }: Fields, at: string): FieldError[] {
  if (resource === '') return [required(`${at}.resource`)];
  if (RESOURCES.includes(resource) || /^(limits|requests)\.hugepages-/.test(resource))
    return divisor === '0' ? [] : divisorErrors(resource, divisor, at);
  return [notSupported(`${at}.resource`, resource, RESOURCES)];
}

/** validateEnvVarValueFrom */
export function valueFromErrors({ value, valueFrom }: Fields, at: string): FieldError[] {
  const errors: FieldError[] = [];
  let sources = 0;
  if (valueFrom.fieldRef) {
    sources++;
    errors.push(...fieldRefErrors(valueFrom.fieldRef, `${at}.fieldRef`));
  }
  if (valueFrom.resourceFieldRef) {
    sources++;
    errors.push(...resourceRefErrors(valueFrom.resourceFieldRef, `${at}.resourceFieldRef`));
  }
  for (const kind of ['configMapKeyRef', 'secretKeyRef']) {
    if (!valueFrom[kind]) continue;
    sources++;
    errors.push(...keySelectorErrors(valueFrom[kind], `${at}.${kind}`));
  }
  if (valueFrom.fileKeyRef) {
    sources++;
    errors.push(...fileSelectorErrors(valueFrom.fileKeyRef, `${at}.fileKeyRef`));
  }
  if (sources === 0) {
    const text =
      'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`';
    errors.push(invalid(at, '', text));
  } else if (value) errors.push(invalid(at, '', 'may not be specified when `value` is not empty'));
  else if (sources > 1) errors.push(invalid(at, '', 'may not have more than one field specified at a time'));
  return errors;
}
