/** What is different in plain data since before: another value, some items of a list, or some fields of an object. */
export type Change = { value: unknown } | { items: [number, Change][] } | { fields: [string, Change][] };

type Fields = Record<string, unknown>;

/** Of a list of which more than this part is different, all is told: that is shorter. */
const MUCH = 0.5;

function changeOfList(before: readonly unknown[], after: readonly unknown[]): Change | undefined {
  if (before.length !== after.length) return { value: after };
  const items: [number, Change][] = [];
  for (let i = 0; i < after.length; i++) {
    const change = changeOf(before[i], after[i]);
    if (change) items.push([i, change]);
  }
  if (items.length > after.length * MUCH) return { value: after };
  return items.length > 0 ? { items } : undefined;
}

function changeOfObject(before: Fields, after: Fields): Change | undefined {
  const keys = Object.keys(after);
  const old = Object.keys(before);
  // their order is part of it: it is the order in which the page goes through them
  if (keys.length !== old.length || keys.some((key, i) => key !== old[i])) return { value: after };
  const fields: [string, Change][] = [];
  for (const key of keys) {
    const change = changeOf(before[key], after[key]);
    if (change) fields.push([key, change]);
  }
  return fields.length > 0 ? { fields } : undefined;
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** How to get from one value to another; undefined where they are the same. Both are plain data. */
export function changeOf(before: unknown, after: unknown): Change | undefined {
  if (Object.is(before, after)) return undefined;
  if (Array.isArray(before) && Array.isArray(after)) return changeOfList(before, after);
  if (!isObject(before) || !isObject(after) || Array.isArray(before) || Array.isArray(after)) return { value: after };
  return changeOfObject(before, after);
}

/** The value after a change. What did not change is the same object as before: nobody has to draw it anew. */
export function changed(before: unknown, change: Change | undefined): unknown {
  if (!change) return before;
  if ('value' in change) return change.value;
  if ('items' in change) {
    const after = [...(before as unknown[])];
    for (const [i, item] of change.items) after[i] = changed(after[i], item);
    return after;
  }
  const after = { ...(before as Fields) };
  for (const [key, field] of change.fields) after[key] = changed(after[key], field);
  return after;
}
