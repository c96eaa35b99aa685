import type { Cluster } from '../cluster/Cluster.ts';
import type { ApiOptions, ApiStatus, FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';

/** What the API server does with one kind; the names are those of its strategies and defaulting functions. */
export interface Strategy {
  /** Values that a version's decoder fills in, at create, update and patch. */
  defaults?(object: Fields): void;
  /** What is made, cleared or copied before validation. */
  prepareForCreate?(object: Fields): void;
  prepareForUpdate?(object: Fields, old: Fields): void;
  /** The rule for names; default: DNS subdomains. */
  name?(name: string): string[];
  /** All rules of a valid object; `old` is given on update. */
  validate?(object: Fields, old: Fields | undefined): FieldError[];
  /** Metadata is looked at only where no rule is broken, and any name that a path can hold is good. */
  rulesAlone?: boolean;
  /** Rules of an update, told after `validate`'s, or before them. */
  updateRulesFirst?: boolean;
  validateUpdate?(object: Fields, old: Fields): FieldError[];
  /** Fills in and checks what is written into the status alone. */
  status?(object: Fields): FieldError[];
  /** Admission plugins and allocators: whatever needs the cluster. Changes the object, or refuses it. */
  allocate?(cluster: Cluster, object: Fields, old: Fields | undefined, options: ApiOptions): ApiStatus | undefined;
  /**
   * All that `allocate` takes from the cluster, as a text, without changing anything; undefined when it cannot be told
   * beforehand. What was made for the same manifest in an equal cluster is taken again, the very object.
   */
  circumstances?(cluster: Cluster, base: Fields): string | undefined;
  /** The same, told afterwards by what was allocated. */
  allocated?(object: Fields): string;
  /**
   * Only for kinds whose rules look at what was allocated: a copy of a spec deep enough for `allocate` to write into.
   * Other kinds are checked before they are allocated, once for all clusters.
   */
  allocationCopy?(spec: Fields): Fields;
  /** The form in which it is read back, once it is valid. */
  decorate?(object: Fields): void;
  /** A PUT of a missing object creates it. */
  createOnUpdate?: boolean;
  /** Told at every request, before anything else. */
  deprecation?: string;
}
