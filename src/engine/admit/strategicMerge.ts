import { type Field, type FieldType, type ListType, structOf } from './schema.ts';
import { printed, sourceKind } from './unstructured.ts';

// apimachinery: pkg/util/strategicpatch. Lists with a merge key are merged by element, others are replaced.

type JsonMap = Record<string, unknown>;

const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A patch that the library cannot apply: an element that does not say which one it is about, a directive that nobody knows. */
export class BadPatch extends Error {}

const PATCH = '$patch';
const ORDER = '$setElementOrder/';
const DELETE_FROM = '$deleteFromPrimitiveList/';
const RETAIN = '$retainKeys';

const fieldOf = (type: FieldType, name: string): Field | undefined =>
  type.kind === 'struct' ? structOf(type.key).fields.get(name) : undefined;

/** A patch for something that does not exist yet is its value; what a directive is about goes (removeDirectives). */
function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDirectives).filter((inner) => inner !== undefined);
  if (!isMap(value)) return value;
  if (PATCH in value) return undefined;
  const result: JsonMap = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key.startsWith('$') || inner === null) continue;
    const kept = withoutDirectives(inner);
    if (kept !== undefined) result[key] = kept;
  }
  return result;
}

/** mergepatch: ErrBadPatchType. */
const unknownDirective = (patch: JsonMap): BadPatch =>
  new BadPatch(`unknown patch type: ${printed(patch[PATCH])} in map: ${printed(patch)}`);

/** applyRetainKeysDirective: what is not named goes, and a patch that sets such a field contradicts itself. */
function retain(result: JsonMap, patch: JsonMap): void {
  const names = patch[RETAIN];
  const isSet = ([key, value]: [string, unknown]): boolean =>
    value !== null && key !== RETAIN && !key.startsWith(DELETE_FROM) && !key.startsWith(ORDER);
  const isNamed = (key: string): boolean => Array.isArray(names) && names.includes(key);
  if (!Array.isArray(names) || Object.entries(patch).some((entry) => isSet(entry) && !isNamed(entry[0])))
    throw new BadPatch('invalid patch format of retainKeys');
  for (const key of Object.keys(result)) if (!isNamed(key)) delete result[key];
}

function mergeMap(type: FieldType, target: JsonMap, patch: JsonMap): JsonMap {
  if (patch[PATCH] === 'replace') {
    const { [PATCH]: _, ...replacement } = patch;
    return withoutDirectives(replacement) as JsonMap;
  }
  if (patch[PATCH] === 'delete') return {};
  if (PATCH in patch) throw unknownDirective(patch);
  const result: JsonMap = { ...target };
  if (RETAIN in patch) retain(result, patch);
  for (const [key, value] of Object.entries(patch)) {
    if (key === PATCH || key === RETAIN || key.startsWith(ORDER)) continue;
    if (key.startsWith(DELETE_FROM)) {
      const name = key.slice(DELETE_FROM.length);
      const gone = Array.isArray(value) ? value : [];
      if (Array.isArray(result[name])) result[name] = (result[name] as unknown[]).filter((v) => !gone.includes(v));
      continue;
    }
    if (value === null) {
      delete result[key];
      continue;
    }
    const field = fieldOf(type, key);
    // what may be anything (`raw`) has such within it
    const inner = field?.type ?? (type.kind === 'map' ? type.of : type);
    const before = result[key];
    if (isMap(value) && isMap(before)) result[key] = field?.replaced ? value : mergeMap(inner, before, value);
    else if (Array.isArray(value) && Array.isArray(before) && field?.mergeKey !== undefined) {
      const order = patch[`${ORDER}${key}`];
      result[key] = mergeList(field, before, value, Array.isArray(order) ? order : undefined);
    } else {
      const taken = withoutDirectives(value);
      if (taken === undefined) delete result[key];
      else result[key] = taken;
    }
  }
  for (const [key, order] of Object.entries(patch)) {
    const name = key.slice(ORDER.length);
    if (!key.startsWith(ORDER) || name in patch || !Array.isArray(order)) continue;
    const field = fieldOf(type, name);
    if (field && Array.isArray(result[name])) {
      const list = result[name] as unknown[];
      result[name] = reorder(list, order, list, field.mergeKey ?? '');
    }
  }
  return result;
}

export const withoutKey = (element: JsonMap, key: string): BadPatch =>
  new BadPatch(`map: ${printed(element)} does not contain declared merge key: ${key}`);

/** mergeSliceWithSpecialElements looks at all directives of a list before anything is merged. */
function checkDirective(element: JsonMap, key: string): void {
  if (!(PATCH in element) || element[PATCH] === 'replace') return;
  if (element[PATCH] === 'merge') throw new BadPatch('merging lists cannot yet be specified in the patch');
  if (element[PATCH] !== 'delete') throw unknownDirective(element);
  if (!Object.hasOwn(element, key)) throw withoutKey(element, key);
}

/** validatePatchWithSetOrderList: an order that is given names all that stays, in the order of the patch. */
function checkOrder(patch: unknown[], order: unknown[], key: string): void {
  const kept = key === '' ? patch : patch.filter((element) => !(isMap(element) && PATCH in element));
  const identity = (element: unknown): unknown => (key === '' || !isMap(element) ? element : element[key]);
  let at = 0;
  for (const element of order) if (at < kept.length && identity(element) === identity(kept[at])) at++;
  if (order.length > 0 && at < kept.length)
    throw new BadPatch(
      `The order in patch list:\n${printed(patch)}\n doesn't match $setElementOrder list:\n${printed(order)}\n`,
    );
}

/** sliceElementType */
export function checkElements(target: unknown[], patch: unknown[]): void {
  const types = new Set([...target, ...patch].map((element) => (element === null ? 'nil' : sourceKind(element))));
  if (types.size > 1) throw new BadPatch(`list element types are not identical: ${printed([target, patch])}`);
  if (types.has('slice')) throw new BadPatch('lists of lists are not supported');
}

function mergeList(field: Field, target: unknown[], patch: unknown[], order: unknown[] | undefined): unknown[] {
  const key = field.mergeKey ?? '';
  checkElements(target, patch);
  if (order) checkOrder(patch, order, key);
  const { of } = field.type as ListType;
  if (key === '') {
    const merged = [...target, ...patch.filter((v) => !target.includes(v))];
    return reorder(merged, order ?? patch, target, key);
  }
  for (const element of patch) if (isMap(element)) checkDirective(element, key);
  if (patch.some((p) => isMap(p) && p[PATCH] === 'replace')) {
    return withoutDirectives(patch.filter((p) => !(isMap(p) && p[PATCH] === 'replace'))) as unknown[];
  }
  let result = [...target];
  for (const element of patch) {
    if (!isMap(element)) continue;
    if (!Object.hasOwn(element, key)) throw withoutKey(element, key);
    const matches = (other: unknown): boolean => isMap(other) && other[key] === element[key];
    if (element[PATCH] === 'delete') {
      result = result.filter((other) => !matches(other));
      continue;
    }
    const at = result.findIndex(matches);
    if (at < 0) result.push(withoutDirectives(element));
    else result[at] = mergeMap(of, result[at] as JsonMap, element);
  }
  // The library deletes in place, and what it then appends fills the gap in the list that is to tell the former order
  // (deleteMatchingEntries); only where an order is given is that list looked at again.
  return reorder(result, order ?? patch, order ? result.slice(0, target.length) : target, key);
}

/**
 * The elements that an order names, in that order; the others keep their place before those of the former list that
 * stood behind them, and come last otherwise (strategicpatch: normalizeElementOrder).
 */
function reorder(list: unknown[], order: unknown[], before: unknown[], key: string): unknown[] {
  const find = (where: unknown[], value: unknown): number =>
    where.findIndex((o) => (key === '' ? o === value : isMap(o) && isMap(value) && o[key] === value[key]));
  const named = list.filter((v) => find(order, v) >= 0).sort((a, b) => find(order, a) - find(order, b));
  const others = list.filter((v) => find(order, v) < 0).sort((a, b) => find(before, a) - find(before, b));
  const result: unknown[] = [];
  while (named.length > 0 && others.length > 0) {
    const [i, j] = [find(before, others[0]), find(before, named[0])];
    result.push(i >= 0 && j >= 0 && i < j ? others.shift() : named.shift());
  }
  return [...result, ...named, ...others];
}

/** Applies a strategic merge patch to an object of a type of the schema. */
export function strategicMerge(type: string, target: unknown, patch: JsonMap): unknown {
  return mergeMap({ kind: 'struct', key: type, go: '' }, isMap(target) ? target : {}, patch);
}
