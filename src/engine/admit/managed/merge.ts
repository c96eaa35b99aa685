import { type FieldSet, isEmpty, NO_FIELDS } from './fieldSet.ts';
import { isLeaf, isNothing, partsOf, type Typed } from './typedValue.ts';

// structured-merge-diff: typed/merge.go and typed/remove.go

/** An object with what is applied to it. */
export function merge(typed: Typed, live: unknown, applied: unknown): unknown {
  if (isLeaf(typed) || (isNothing(live) && isNothing(applied))) return applied;
  if (typed.type.kind === 'list') return mergeLists(typed, live, applied);
  const [mine, theirs] = [(live ?? {}) as Record<string, unknown>, (applied ?? {}) as Record<string, unknown>];
  const result: Record<string, unknown> = { ...mine };
  for (const { element, typed: inner, value } of partsOf(typed, theirs)) {
    const name = element.slice(2);
    result[name] = merge(inner, mine[name], value);
  }
  return result;
}

/** What is in both lists comes in the order of what is applied; what the live one alone has stays before what followed it. */
function mergeLists(typed: Typed, live: unknown, applied: unknown): unknown[] {
  const [mine, theirs] = [partsOf(typed, live), partsOf(typed, applied)];
  const own = new Map(mine.map((part) => [part.element, part.value]));
  const asked = new Set(theirs.map(({ element }) => element));
  const shared = theirs.filter(({ element }) => own.has(element));
  const waiting = [...mine];
  const result: unknown[] = [];
  const takeOwn = (): void => {
    for (let next = waiting[0]; next && next.element !== shared[0]?.element; next = waiting[0]) {
      if (!asked.has(next.element)) result.push(next.value);
      waiting.shift();
    }
  };
  for (const { element, typed: inner, value } of theirs) {
    takeOwn();
    result.push(merge(inner, own.get(element), value));
    if (shared[0]?.element === element) shared.shift();
  }
  takeOwn();
  return result;
}

/** An object without the fields of a set; lists and maps that nothing is left of go, too. */
export function removeFields(typed: Typed, value: unknown, fields: FieldSet): unknown {
  if (isEmpty(fields)) return value;
  const { kind } = typed.type;
  if (kind !== 'struct' && kind !== 'map' && kind !== 'list') return value;
  if (typed.atomic) return undefined;
  const kept = partsOf(typed, value).flatMap((part): [string, unknown][] => {
    const inner = fields.children.get(part.element) ?? NO_FIELDS;
    if (inner.member) return [];
    const rest = removeFields(part.typed, part.value, inner);
    return rest === undefined && kind !== 'list' ? [] : [[part.element.slice(2), rest]];
  });
  if (kept.length === 0) return undefined;
  return kind === 'list' ? kept.map(([, one]) => one) : Object.fromEntries(kept);
}
