import { sameJson } from '../../plain.ts';
import { type FieldSet, type Path, setOf } from './fieldSet.ts';
import { isLeaf, isNothing, type Part, partsOf, type Typed } from './typedValue.ts';

// structured-merge-diff: typed/compare.go and typed/tofieldset.go

/** Which fields differ between two objects. */
export interface Comparison {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
}

export function compare(typed: Typed, before: unknown, after: unknown): Comparison {
  const paths = { added: [] as Path[], modified: [] as Path[], removed: [] as Path[] };
  walk(typed, before, after, [], paths);
  return { added: setOf(paths.added), modified: setOf(paths.modified), removed: setOf(paths.removed) };
}

function walk(typed: Typed, a: unknown, b: unknown, path: Path, paths: Record<keyof Comparison, Path[]>): void {
  const leaf = isLeaf(typed) || (isNothing(a) && isNothing(b));
  if (!leaf) {
    const [mine, theirs] = [byElement(partsOf(typed, a)), byElement(partsOf(typed, b))];
    for (const [element, part] of new Map([...mine, ...theirs]))
      walk(part.typed, mine.get(element)?.value, theirs.get(element)?.value, [...path, element], paths);
  }
  if (a === undefined) paths.added.push(path);
  else if (b === undefined) paths.removed.push(path);
  else if (leaf && !sameJson(a, b)) paths.modified.push(path);
}

const byElement = (parts: readonly Part[]): Map<string, Part> => new Map(parts.map((part) => [part.element, part]));

/** The fields of an object that somebody applies. */
export function fieldsOf(typed: Typed, value: unknown): FieldSet {
  const paths: Path[] = [];
  const collect = (at: Typed, inner: unknown, path: Path): void => {
    if (isLeaf(at)) paths.push(path);
    else
      for (const part of partsOf(at, inner)) {
        const next = [...path, part.element];
        collect(part.typed, part.value, next);
        if (at.type.kind !== 'struct' || isNothing(part.value)) paths.push(next);
      }
  };
  collect(typed, value, []);
  return setOf(paths);
}
