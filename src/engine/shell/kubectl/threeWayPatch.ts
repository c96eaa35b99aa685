type Plain = Record<string, unknown>;

/** Lists that a strategic merge patch merges by a key of their items, by the name of the field. */
const MERGE_KEYS: Record<string, string[]> = {
  ports: ['containerPort', 'port'],
  containers: ['name'],
  initContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  taints: ['key'],
  ownerReferences: ['uid'],
  conditions: ['type'],
};

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The key that the items of a list merge by, when it is such a list. */
function mergeKey(field: string, ...lists: unknown[]): string | undefined {
  const items = lists.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  return MERGE_KEYS[field]?.find((key) => items.length > 0 && items.every((item) => isPlain(item) && key in item));
}

const equal = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => equal(a[key], b[key]));
};

/**
 * The strategic merge patch that `kubectl apply` sends: what the manifest has and the object has not, and
 * null for what the last applied manifest had and this one has not (strategicpatch.CreateThreeWayMergePatch).
 */
export function threeWayPatch(last: Plain, modified: Plain, current: Plain): Plain {
  const patch: Plain = {};
  for (const key of Object.keys(modified)) {
    const value = modified[key];
    const now = current[key];
    if (value === undefined || equal(value, now)) continue;
    if (value === null) {
      if (now !== undefined) patch[key] = null;
      continue;
    }
    const before = last[key];
    if (isPlain(value) && isPlain(now)) {
      const inner = threeWayPatch(isPlain(before) ? before : {}, value, now);
      if (Object.keys(inner).length > 0) patch[key] = inner;
      continue;
    }
    const by = mergeKey(key, value, now);
    if (by !== undefined && Array.isArray(value) && Array.isArray(now)) {
      const inner = listPatch(by, Array.isArray(before) ? (before as Plain[]) : [], value as Plain[], now as Plain[]);
      if (inner.length > 0) patch[key] = inner;
    } else patch[key] = value;
  }
  for (const key of Object.keys(last)) if (!(key in modified) && key in current) patch[key] = null;
  return patch;
}

function listPatch(by: string, last: Plain[], modified: Plain[], current: Plain[]): Plain[] {
  const find = (list: Plain[], item: Plain) => list.find((other) => other[by] === item[by]);
  const changed = modified.flatMap((item) => {
    const now = find(current, item);
    if (!now) return [item];
    const inner = threeWayPatch(find(last, item) ?? {}, item, now);
    return Object.keys(inner).length > 0 ? [{ ...inner, [by]: item[by] }] : [];
  });
  const removed = last.filter((item) => !find(modified, item) && find(current, item));
  return [...changed, ...removed.map((item) => ({ $patch: 'delete', [by]: item[by] }))];
}
