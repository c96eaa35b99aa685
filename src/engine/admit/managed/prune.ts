import { fieldsOf } from './compare.ts';
import { difference, type FieldSet, intersection, union } from './fieldSet.ts';
import { removeFields } from './merge.ts';
import { partType, type Typed, typedAs } from './typedValue.ts';

/**
 * What an apply no longer names goes, where nobody else owns it (structured-merge-diff: merge/update.go, prune): first
 * without all of what was applied last, then with what somebody owns, then with what the last apply never had.
 */
export function prune(typed: Typed, merged: unknown, last: FieldSet, owned: FieldSet): unknown {
  const all = withStructs(typed, fieldsOf(typed, merged));
  const applied = withStructs(typed, last);
  const bare = withStructs(typed, fieldsOf(typed, removeFields(typed, merged, applied)));
  const kept = removeFields(typed, merged, difference(all, union(bare, withStructs(typed, owned))));
  const left = withStructs(typed, fieldsOf(typed, kept));
  return removeFields(typed, merged, intersection(difference(all, left), applied));
}

/** The set with the fields of structs that others of it lie in (fieldpath/set.go, EnsureNamedFieldsAreMembers). */
function withStructs(typed: Typed, { member, children }: FieldSet): FieldSet {
  const inner = [...children].map(([element, child]): [string, FieldSet] => {
    const of = typed.type.kind === 'list' ? typedAs(typed.type.of) : partType(typed.type, element.slice(2));
    const whole = of ? withStructs(of, child) : child;
    const isField = typed.type.kind === 'struct' && of !== undefined && child.children.size > 0;
    return [element, isField ? { ...whole, member: true } : whole];
  });
  return { member, children: new Map(inner) };
}
