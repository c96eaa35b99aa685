import type { KubeObject } from '../../model/KubeObject.ts';
import type { Writer } from '../cluster/Write.ts';
import type { Strategy } from './Strategy.ts';

/** One error of a field: what `field.Error` is upstream (apimachinery, util/validation/field/errors.go). */
export interface FieldError {
  /** `spec.ports[0].port`. */
  field: string;
  type:
    | 'Required'
    | 'Invalid'
    | 'Duplicate'
    | 'NotSupported'
    | 'Forbidden'
    | 'NotFound'
    | 'TooMany'
    | 'TooLong'
    | 'TooShort'
    | 'Internal'
    | 'TypeInvalid';
  /** The text after the path: `Invalid value: 0: must be between 1 and 65535, inclusive`. */
  message: string;
}

/** The API server's Status of a refusal. */
export interface ApiStatus {
  code: number;
  /** `Invalid`, `BadRequest`, `NotFound`, `AlreadyExists`, `InternalError` …; none where the server's own code fails with a plain error. */
  reason: string;
  message: string;
  /** For reason Invalid: all errors, in the server's order. */
  causes: FieldError[];
}

export type ApiResponse =
  | { ok: true; object: KubeObject; warnings: string[] }
  | { ok: false; status: ApiStatus; warnings: string[] };

export interface ApiOptions {
  dryRun?: boolean;
  /** kubectl's --validate: strict (default), warn, ignore. */
  fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  /** Neither limits nor quotas are asked: a pattern of what will be created. */
  uncounted?: boolean;
  /** Who owns what the request changes; nobody notes the requests of others. */
  writer?: Writer;
  /** Only this part is written. */
  subresource?: 'status';
  /** How that part is written, where it is not as the kind is. */
  strategy?: Strategy;
}
