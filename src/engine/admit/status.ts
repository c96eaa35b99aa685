import type { ApiStatus, FieldError } from './ApiResponse.ts';
import { type KindInfo, qualifiedPlural } from './kinds.ts';

/** Several errors in one text; equal ones are told once (apimachinery: util/errors, aggregate). */
export function aggregate(errors: readonly string[]): string {
  const different = [...new Set(errors)];
  return different.length === 1 ? (different[0] ?? '') : `[${different.join(', ')}]`;
}

/** A refusal because of field errors: 422. */
export function invalidStatus(info: KindInfo, name: string, causes: FieldError[]): ApiStatus {
  const list = aggregate(causes.map(({ field, message }) => `${field}: ${message}`));
  const kind = info.group === '' ? info.kind : `${info.kind}.${info.group}`;
  return { code: 422, reason: 'Invalid', message: `${kind} ${JSON.stringify(name)} is invalid: ${list}`, causes };
}

export const badRequest = (message: string): ApiStatus => ({ code: 400, reason: 'BadRequest', message, causes: [] });

export const internalError = (message: string): ApiStatus => ({
  code: 500,
  reason: 'InternalError',
  message: `Internal error occurred: ${message}`,
  causes: [],
});

export const notFoundStatus = (info: KindInfo, name: string): ApiStatus => ({
  code: 404,
  reason: 'NotFound',
  message: `${qualifiedPlural(info)} ${JSON.stringify(name)} not found`,
  causes: [],
});

export const alreadyExists = (info: KindInfo, name: string): ApiStatus => ({
  code: 409,
  reason: 'AlreadyExists',
  message: `${qualifiedPlural(info)} ${JSON.stringify(name)} already exists`,
  causes: [],
});

export const conflict = (info: KindInfo, name: string, why: string): ApiStatus => ({
  code: 409,
  reason: 'Conflict',
  message: `Operation cannot be fulfilled on ${qualifiedPlural(info)} ${JSON.stringify(name)}: ${why}`,
  causes: [],
});

/** Why an update of another version is in conflict. */
export const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again';

export const forbiddenStatus = (info: KindInfo, name: string, why: string): ApiStatus => ({
  code: 403,
  reason: 'Forbidden',
  message: `${qualifiedPlural(info)} ${JSON.stringify(name)} is forbidden: ${why}`,
  causes: [],
});

/** Of a kind or path that the server has not. */
export const UNKNOWN_RESOURCE: ApiStatus = {
  code: 404,
  reason: 'NotFound',
  message: 'the server could not find the requested resource',
  causes: [],
};
