import type { KubeObject } from '../../model/KubeObject.ts';
import type { ApiOptions, ApiStatus, FieldError } from './ApiResponse.ts';
import { decode } from './decode.ts';
import type { Fields } from './Fields.ts';
import type { UidCache } from './identity.ts';
import { findMappedKind, type KindInfo } from './kinds.ts';
import { validateMetadata } from './metadata.ts';
import { badRequest } from './status.ts';
import { keptVersion } from './versions.ts';
import { warningsOf } from './warnings.ts';
import { SERVER_KINDS } from './serverKinds.ts';
import { STRATEGIES } from './strategies.ts';
import type { Strategy } from './Strategy.ts';
import { isPlain, textOf } from '../plain.ts';

const NO_STRATEGY: Strategy = {};

export const strategyOf = (info: KindInfo): Strategy => STRATEGIES[info.kind] ?? SERVER_KINDS[info.kind] ?? NO_STRATEGY;

/** The kind of a manifest; undefined when the server has no such resource. */
export const infoOf = (value: unknown): KindInfo | undefined =>
  isPlain(value) ? findMappedKind(textOf(value['apiVersion']), textOf(value['kind'])) : undefined;

/** Decodes and fills in; the status of a refusal, or the object. Warnings are added to the list. */
export function readObject(
  info: KindInfo,
  value: unknown,
  validation: ApiOptions['fieldValidation'],
  warnings: string[],
): { object: Fields } | { status: ApiStatus } {
  // who says none means that of the address (apiserver: handlers/create.go, update.go and patch.go)
  const kind: unknown = (value as Fields)['kind'] || info.kind;
  if (kind !== info.kind) {
    const unregistered = `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(info.apiVersion)} in scheme "pkg/runtime/scheme.go:111"`;
    const text = `${String(kind)} in version ${JSON.stringify(info.version)} cannot be handled as a ${info.kind}: ${unregistered}`;
    return { status: badRequest(text) };
  }
  const { object, typeError, unknown } = decode(info.type, value);
  const strict = validation === 'Strict' && unknown.length > 0;
  const problem = typeError ?? (strict ? `strict decoding error: ${unknown.join(', ')}` : undefined);
  if (problem !== undefined) {
    const text = `${info.kind} in version ${JSON.stringify(info.version)} cannot be handled as a ${info.kind}: ${problem}`;
    return { status: badRequest(text) };
  }
  if (validation === 'Warn') warnings.push(...unknown);
  object['apiVersion'] = info.apiVersion;
  object['kind'] = info.kind;
  // EnsureObjectNamespaceMatchesRequestNamespace
  const { metadata } = object as Fields;
  if (info.namespaced) metadata.namespace ||= 'default';
  else delete metadata.namespace;
  keptVersion(info, object);
  strategyOf(info).defaults?.(object);
  return { object };
}

/** What creating an object comes to before any cluster is looked at. */
export interface Prepared {
  info: KindInfo;
  strategy: Strategy;
  /** What decoding tells, whatever becomes of the request. */
  warnings: string[];
  /** What the kind's rules tell of an object that is admitted and valid. */
  advice: string[];
  /** Why the request is refused whatever the cluster. */
  status?: ApiStatus;
  /** The object; shared by all clusters it is created in, so nobody may change it. */
  base: Fields;
  /** `prepareForCreate` has been done: not so when the name is still to be made. */
  complete: boolean;
  /** The field errors, when they do not depend on what is allocated. */
  errors?: FieldError[];
  uids: UidCache;
  /** What was made of it last, and in which circumstances. */
  last: { circumstances: string; object: KubeObject; stored: KubeObject } | undefined;
}

/** Fields that only the server writes. */
const SYSTEM_FIELDS = [
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'resourceVersion',
];

/** apiserver: registry/rest/create.go, BeforeCreate; the rules of nearly all kinds begin with those of metadata. */
export function createErrors(strategy: Strategy, object: Fields): FieldError[] {
  const rules = strategy.validate?.(object, undefined) ?? [];
  return strategy.rulesAlone && rules.length > 0
    ? rules
    : [...validateMetadata(object['metadata'], strategy.name), ...rules];
}

/** By manifest: parsed documents keep their values while their text is the same. */
const memo = new WeakMap<object, Prepared>();

/** Decodes, fills in and checks a manifest, once for each value; undefined for a kind that is not served. */
export function prepare(value: unknown, validation: ApiOptions['fieldValidation']): Prepared | undefined {
  const known = validation === 'Strict' ? memo.get(value as object) : undefined;
  if (known) return known;
  const info = infoOf(value);
  if (!info) return undefined;
  const prepared = prepareAnew(info, value, validation);
  if (validation === 'Strict') memo.set(value as object, prepared);
  return prepared;
}

function prepareAnew(info: KindInfo, value: unknown, validation: ApiOptions['fieldValidation']): Prepared {
  const strategy = strategyOf(info);
  const warnings: string[] = strategy.deprecation === undefined ? [] : [strategy.deprecation];
  const decoded = readObject(info, value, validation, warnings);
  const advice: string[] = [];
  const common = { info, strategy, warnings, advice, complete: false, uids: {}, last: undefined };
  if ('status' in decoded) return { ...common, base: {}, status: decoded.status };
  const { object } = decoded;
  const { metadata } = object;
  // Taking away what is not there would cost the object its fast form.
  for (const field of SYSTEM_FIELDS) if (metadata[field] !== undefined) delete metadata[field];
  // Room for what creation writes: it copies these fields faster than it adds them.
  metadata.creationTimestamp = metadata.uid = metadata.resourceVersion = '';
  if (info.generation) metadata.generation = 1;
  if (!metadata.name) return { ...common, base: object };
  strategy.prepareForCreate?.(object);
  if (strategy.allocationCopy) return { ...common, base: object, complete: true };
  const errors = createErrors(strategy, object);
  if (errors.length === 0) {
    advice.push(...warningsOf(info.kind, object, undefined));
    strategy.decorate?.(object);
  }
  return { ...common, base: object, complete: true, errors };
}
