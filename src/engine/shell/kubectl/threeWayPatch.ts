import { type Field, type FieldType, structOf } from '../../admit/schema.ts';
import { checkElements, withoutKey } from '../../admit/strategicMerge.ts';
import { isPlain, type Plain } from '../../plain.ts';

// apimachinery: pkg/util/strategicpatch/patch.go, CreateThreeWayMergePatch and diffMaps.

const equal = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => equal(a[key], b[key]));
};

/** Which differences count: what one wants and has not (`additions`), or what one no longer wants (`deletions`). */
type Sought = 'additions' | 'deletions';

/**
 * The strategic merge patch that `kubectl apply` sends for an object of a type of the schema: what the manifest has
 * and the object has not, and null for what the last applied manifest had and this one has not. It throws BadPatch where
 * the elements of lists cannot be told apart.
 */
export function threeWayPatch(type: string, last: Plain, modified: Plain, current: Plain): Plain {
  const of: FieldType = { kind: 'struct', key: type, go: '' };
  const delta = diffMaps(of, current, modified, 'additions');
  return mergePatches(of, diffMaps(of, last, modified, 'deletions'), delta);
}

function diffMaps(type: FieldType | undefined, original: Plain, modified: Plain, sought: Sought): Plain {
  const patch: Plain = {};
  for (const [key, value] of Object.entries(modified)) {
    if (value === undefined) continue;
    const before = original[key];
    const field = type?.kind === 'struct' ? structOf(type.key).fields.get(key) : undefined;
    const inner = field?.type ?? (type?.kind === 'map' ? type.of : undefined);
    if (isPlain(value) && isPlain(before) && field?.replaced) {
      // handleMapDiff does not look whether it is the same
      if (sought === 'additions') patch[key] = value;
    } else if (isPlain(value) && isPlain(before)) {
      const changed = retaining(field, diffMaps(inner, before, value, sought), before, value);
      if (Object.keys(changed).length > 0) patch[key] = changed;
    } else if (Array.isArray(value) && Array.isArray(before) && field?.mergeKey !== undefined) {
      diffLists(field, before, value, sought, patch);
    } else if (sought === 'additions' && !(value === null && before === undefined) && !equal(before, value)) {
      patch[key] = value;
    }
  }
  if (sought === 'deletions') for (const key of Object.keys(original)) if (!(key in modified)) patch[key] = null;
  return patch;
}

/** With retainKeys, what changes names all that stays; so do the elements of a list of that strategy. */
function retaining(field: Field | undefined, changed: Plain, before: Plain, value: Plain): Plain {
  const more = Object.keys(before).some((name) => !(name in value));
  if (field?.retainKeys && (Object.keys(changed).length > 0 || more))
    changed['$retainKeys'] = Object.keys(value).sort();
  return changed;
}

function diffLists(field: Field, original: unknown[], modified: unknown[], sought: Sought, patch: Plain): void {
  const key = field.mergeKey ?? '';
  const order = `$setElementOrder/${field.name}`;
  if (original.length === 0) {
    if (modified.length > 0 && sought === 'additions') patch[field.name] = modified;
    return;
  }
  checkElements(original, modified);
  if (key === '') {
    const gone = original.filter((item) => !modified.includes(item));
    const fresh = modified.filter((item) => !original.includes(item));
    if (sought === 'additions' && fresh.length > 0) patch[field.name] = fresh;
    if (sought === 'deletions' && gone.length > 0) patch[`$deleteFromPrimitiveList/${field.name}`] = gone;
    if (sought === 'additions' ? !equal(original, modified) : gone.length > 0) patch[order] = modified;
    return;
  }
  const of = field.type.kind === 'list' ? field.type.of : undefined;
  const [before, after] = [original.filter(isPlain), modified.filter(isPlain)];
  const nameless = [...before, ...after].find((item) => !Object.hasOwn(item, key));
  if (nameless) throw withoutKey(nameless, key);
  // The library's sorting turns items of one key round, as a port of TCP and of UDP (SortableSliceOfMaps): it pairs
  // them from the last to the first, and that is their order in the patch.
  const [was, is] = [before.toReversed(), after.toReversed()];
  const twin = (of: Plain[], item: Plain, list: Plain[]): Plain | undefined => {
    const same = (other: Plain) => other[key] === item[key];
    return list.filter(same)[of.filter(same).indexOf(item)];
  };
  const place = (item: Plain) => after.findIndex((other) => other[key] === item[key]);
  const changes = is
    .flatMap((item): Plain[] => {
      const paired = twin(is, item, was);
      if (!paired) return sought === 'additions' ? [item] : [];
      const inner = retaining(field, diffMaps(of, paired, item, sought), paired, item);
      return Object.keys(inner).length > 0 ? [{ ...inner, [key]: item[key] }] : [];
    })
    .sort((a, b) => place(a) - place(b));
  if (sought === 'deletions')
    for (const item of before) if (!twin(was, item, is)) changes.push({ $patch: 'delete', [key]: item[key] });
  if (changes.length > 0) patch[field.name] = changes;
  const moved = before.length !== after.length || before.some((item, i) => item[key] !== after[i]?.[key]);
  if (changes.length > 0 || (sought === 'additions' && moved))
    patch[order] = after.map((item) => ({ [key]: item[key] }));
}

/** Both patches in one (mergeMap with MergeParallelList false): they never contradict each other. */
function mergePatches(type: FieldType | undefined, deletions: Plain, delta: Plain): Plain {
  const merged: Plain = { ...deletions };
  for (const [key, value] of Object.entries(delta)) {
    const before = merged[key];
    const field = type?.kind === 'struct' ? structOf(type.key).fields.get(key) : undefined;
    const inner = field?.type ?? (type?.kind === 'map' ? type.of : undefined);
    if (isPlain(value) && isPlain(before)) merged[key] = mergePatches(inner, before, value);
    else if (Array.isArray(value) && Array.isArray(before) && field?.mergeKey) {
      const order = delta[`$setElementOrder/${key}`] ?? deletions[`$setElementOrder/${key}`];
      merged[key] = mergeItems(field, field.mergeKey, before as Plain[], value as Plain[], order as Plain[]);
    } else merged[key] = value;
  }
  return merged;
}

/** Changes of items in the wanted order, then the items to delete. */
function mergeItems(field: Field, key: string, deletions: Plain[], delta: Plain[], order: Plain[] = []): Plain[] {
  const of = field.type.kind === 'list' ? field.type.of : undefined;
  const place = (item: Plain) => order.findIndex((other) => other[key] === item[key]);
  const gone = deletions.filter((item) => item['$patch'] === 'delete');
  const rest = deletions.filter((item) => item['$patch'] !== 'delete');
  const changed = delta.map((item) => {
    const other = rest.find((candidate) => candidate[key] === item[key]);
    return other ? mergePatches(of, other, item) : item;
  });
  const only = rest.filter((item) => !delta.some((other) => other[key] === item[key]));
  return [...[...changed, ...only].sort((a, b) => place(a) - place(b)), ...gone];
}
