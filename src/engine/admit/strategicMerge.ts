import { type Field, type FieldType, structOf } from './schema.ts';

// apimachinery: pkg/util/strategicpatch. Lists with a merge key are merged by element, others are replaced.

type JsonMap = Record<string, unknown>;

const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const PATCH = '$patch';
const ORDER = '$setElementOrder/';
const DELETE_FROM = '$deleteFromPrimitiveList/';
const RETAIN = '$retainKeys';

const fieldOf = (type: FieldType | undefined, name: string): Field | undefined =>
  type?.kind === 'struct' ? structOf(type.key).fields.get(name) : undefined;

/** A patch for something that does not exist yet: its directives go, the rest is the value. */
function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((v) => !(isMap(v) && v[PATCH] === 'delete')).map(withoutDirectives);
  }
  if (!isMap(value)) return value;
  const result: JsonMap = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key.startsWith('$')) continue;
    if (inner !== null) result[key] = withoutDirectives(inner);
  }
  return result;
}

function mergeMap(type: FieldType | undefined, target: JsonMap, patch: JsonMap): JsonMap {
  if (patch[PATCH] === 'replace') return withoutDirectives(patch) as JsonMap;
  if (patch[PATCH] === 'delete') return {};
  const result: JsonMap = { ...target };
  const retained = patch[RETAIN];
  if (Array.isArray(retained)) for (const key of Object.keys(result)) if (!retained.includes(key)) delete result[key];
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
    const inner = field?.type ?? (type?.kind === 'map' ? type.of : undefined);
    const before = result[key];
    if (isMap(value)) result[key] = isMap(before) ? mergeMap(inner, before, value) : withoutDirectives(value);
    else if (Array.isArray(value) && field?.mergeKey !== undefined) {
      const order = patch[`${ORDER}${key}`];
      result[key] = mergeList(
        field,
        Array.isArray(before) ? before : [],
        value,
        Array.isArray(order) ? order : undefined,
      );
    } else result[key] = withoutDirectives(value);
  }
  for (const [key, order] of Object.entries(patch)) {
    const name = key.slice(ORDER.length);
    if (!key.startsWith(ORDER) || name in patch || !Array.isArray(order)) continue;
    const field = fieldOf(type, name);
    if (field && Array.isArray(result[name]))
      result[name] = reorder(result[name] as unknown[], order, field.mergeKey ?? '');
  }
  return result;
}

function mergeList(field: Field, target: unknown[], patch: unknown[], order: unknown[] | undefined): unknown[] {
  const key = field.mergeKey ?? '';
  const inner = field.type.kind === 'list' ? field.type.of : undefined;
  if (key === '') {
    const merged = [...target, ...patch.filter((v) => !target.includes(v))];
    return order ? reorder(merged, order, key) : merged;
  }
  if (patch.some((p) => isMap(p) && p[PATCH] === 'replace')) {
    return withoutDirectives(patch.filter((p) => !(isMap(p) && p[PATCH] === 'replace'))) as unknown[];
  }
  let result = [...target];
  for (const element of patch) {
    if (!isMap(element)) continue;
    const matches = (other: unknown): boolean => isMap(other) && other[key] === element[key];
    if (element[PATCH] === 'delete') {
      result = result.filter((other) => !matches(other));
      continue;
    }
    const at = result.findIndex(matches);
    if (at < 0) result.push(withoutDirectives(element));
    else result[at] = mergeMap(inner, result[at] as JsonMap, element);
  }
  return order ? reorder(result, order, key) : result;
}

function reorder(list: unknown[], order: unknown[], key: string): unknown[] {
  const rank = (value: unknown): number =>
    order.findIndex((o) => (key === '' ? o === value : isMap(o) && isMap(value) && o[key] === value[key]));
  const ranked = list.filter((v) => rank(v) >= 0).sort((a, b) => rank(a) - rank(b));
  // What the order does not name keeps its place relative to what stood before it.
  const result = [...ranked];
  for (const [i, value] of list.entries()) {
    if (rank(value) >= 0) continue;
    const previous = i > 0 ? result.indexOf(list[i - 1]) : -1;
    result.splice(previous + 1, 0, value);
  }
  return result;
}

/** Applies a strategic merge patch to an object of a type of the schema. */
export function strategicMerge(type: string, target: unknown, patch: JsonMap): unknown {
  return mergeMap({ kind: 'struct', key: type, go: '' }, isMap(target) ? target : {}, patch);
}
