import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { allInvalid, portNumberOrName } from './validators.ts';

export const nonNegative = (field: string, value: number | null | undefined): FieldError[] =>
  (value ?? 0) < 0 ? [invalid(field, value, 'must be greater than or equal to 0')] : [];

const HEADER = /^[-A-Za-z0-9]+$/;
const HEADER_MESSAGE =
  "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')";

function actionErrors(kind: string, action: Fields, at: string): FieldError[] {
  switch (kind) {
    case 'exec':
      return action['command']?.length ? [] : [required(`${at}.command`)];
    case 'httpGet': {
      const errors = action['path'] ? [] : [required(`${at}.path`)];
      errors.push(...portNumberOrName(`${at}.port`, action['port']));
      if (action['scheme'] !== 'HTTP' && action['scheme'] !== 'HTTPS') {
        errors.push(notSupported(`${at}.scheme`, action['scheme'], ['HTTP', 'HTTPS']));
      }
      for (const { name = '' } of action['httpHeaders'] ?? []) {
        if (!HEADER.test(name)) errors.push(...allInvalid(`${at}.httpHeaders`, name, [HEADER_MESSAGE]));
      }
      return errors;
    }
    case 'tcpSocket':
    case 'grpc':
      return portNumberOrName(`${at}.port`, action['port']);
    default:
      return [];
  }
}

/** pkg/apis/core/validation, validateHandler: exactly one way to ask. */
export function handlerErrors(handler: Fields, at: string): FieldError[] {
  const errors: FieldError[] = [];
  let first = true;
  for (const kind of ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep']) {
    const action = handler[kind];
    if (!action) continue;
    if (first) errors.push(...actionErrors(kind, action, `${at}.${kind}`));
    else errors.push(forbidden(`${at}.${kind}`, 'may not specify more than 1 handler type'));
    first = false;
  }
  if (first) errors.push(required(at, 'must specify a handler type'));
  return errors;
}

const COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

function probeErrors(probe: Fields | undefined, at: string): FieldError[] {
  if (!probe) return [];
  const errors = handlerErrors(probe, at);
  for (const field of COUNTS) errors.push(...nonNegative(`${at}.${field}`, probe[field]));
  const grace = probe['terminationGracePeriodSeconds'];
  if (grace <= 0) {
    errors.push(invalid(`${at}.terminationGracePeriodSeconds`, grace, 'must be greater than 0'));
  }
  return errors;
}

function once(probe: Fields | undefined, at: string): FieldError[] {
  const errors = probeErrors(probe, at);
  if (probe && probe['successThreshold'] !== 1) {
    errors.push(invalid(`${at}.successThreshold`, probe['successThreshold'], 'must be 1'));
  }
  return errors;
}

/** The three probes of a container, in the server's order. */
export function allProbeErrors(container: Fields, at: string): FieldError[] {
  const readiness = probeErrors(container['readinessProbe'], `${at}.readinessProbe`);
  const grace = container['readinessProbe']?.terminationGracePeriodSeconds;
  if (grace !== undefined) {
    const path = `${at}.readinessProbe.terminationGracePeriodSeconds`;
    readiness.push(invalid(path, grace, 'must not be set for readinessProbes'));
  }
  return [
    ...once(container['livenessProbe'], `${at}.livenessProbe`),
    ...readiness,
    ...once(container['startupProbe'], `${at}.startupProbe`),
  ];
}

/** validateLifecycle: `grace` is how long the Pod may take to end; a container cannot sleep longer. */
export const lifecycleErrors = (lifecycle: Fields | undefined, at: string, grace: number): FieldError[] =>
  lifecycle
    ? ['postStart', 'preStop'].flatMap((hook) =>
        lifecycle[hook]
          ? [
              ...handlerErrors(lifecycle[hook], `${at}.${hook}`),
              ...sleepErrors(lifecycle[hook], `${at}.${hook}`, grace),
            ]
          : [],
      )
    : [];

/** validateSleepAction */
function sleepErrors({ sleep, ...others }: Fields, at: string, grace: number): FieldError[] {
  const seconds: number = sleep?.seconds ?? 0;
  if ((seconds >= 0 && seconds <= grace) || Object.keys(others).length > 0) return [];
  return [
    invalid(`${at}.sleep`, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${grace})`),
  ];
}
