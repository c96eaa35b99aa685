import { quote } from '../../parse/goQuote.ts';

/**
 * Paths of fields as a tree (structured-merge-diff: fieldpath/set.go). An element of a path is written as in `fieldsV1`:
 * `f:NAME` a field, `k:{…}` the element of a list with these keys, `v:…` that with this value.
 */
export interface FieldSet {
  /** The path that ends here is in the set. */
  readonly member: boolean;
  readonly children: ReadonlyMap<string, FieldSet>;
}

export type Path = readonly string[];

export const NO_FIELDS: FieldSet = { member: false, children: new Map() };

export const isEmpty = ({ member, children }: FieldSet): boolean => !member && children.size === 0;

function combine(a: FieldSet, b: FieldSet, keeps: (inA: boolean, inB: boolean) => boolean): FieldSet {
  const children = new Map<string, FieldSet>();
  for (const element of new Set([...a.children.keys(), ...b.children.keys()])) {
    const child = combine(a.children.get(element) ?? NO_FIELDS, b.children.get(element) ?? NO_FIELDS, keeps);
    if (!isEmpty(child)) children.set(element, child);
  }
  return { member: keeps(a.member, b.member), children };
}

export const union = (a: FieldSet, b: FieldSet): FieldSet => combine(a, b, (inA, inB) => inA || inB);
export const difference = (a: FieldSet, b: FieldSet): FieldSet => combine(a, b, (inA, inB) => inA && !inB);
export const intersection = (a: FieldSet, b: FieldSet): FieldSet => combine(a, b, (inA, inB) => inA && inB);

const setOfPath = ([first, ...rest]: Path): FieldSet =>
  first === undefined
    ? { member: true, children: new Map() }
    : { member: false, children: new Map([[first, setOfPath(rest)]]) };

export const setOf = (paths: readonly Path[]): FieldSet => paths.map(setOfPath).reduce(union, NO_FIELDS);

/** A set without a field of the object and all that is in it. */
export function without({ member, children }: FieldSet, element: string): FieldSet {
  return { member, children: new Map([...children].filter(([name]) => name !== element)) };
}

export function has(set: FieldSet, path: Path): boolean {
  const end = path.reduce<FieldSet | undefined>((at, element) => at?.children.get(element), set);
  return end?.member === true;
}

/** fieldpath/element.go, Less: fields before keys before values, numbers by their size. */
function compareElements(a: string, b: string): number {
  const [kind, other] = [a.slice(0, 1), b.slice(0, 1)];
  if (kind !== other || kind === 'f') return a < b ? -1 : 1;
  const [left, right] = [a, b].map((element) => JSON.parse(element.slice(2)) as unknown);
  if (kind === 'v') return compareValues(left, right);
  const [mine, theirs] = [Object.entries(left as object), Object.entries(right as object)];
  for (const [i, [name, value]] of mine.entries()) {
    const [otherName, otherValue] = theirs[i] ?? [''];
    if (name !== otherName) return name < otherName ? -1 : 1;
    const order = compareValues(value, otherValue);
    if (order !== 0) return order;
  }
  return mine.length - theirs.length;
}

/** value/value.go, Compare: numbers come before texts. */
function compareValues(a: unknown, b: unknown): number {
  if (typeof a !== typeof b) return typeof a < typeof b ? -1 : 1;
  if (typeof a === 'number') return a - Number(b);
  return a === b ? 0 : String(a) < String(b) ? -1 : 1;
}

/** The paths in the order of upstream: of each level first those that end there. */
export function pathsOf({ children }: FieldSet): string[][] {
  const sorted = [...children].sort(([a], [b]) => compareElements(a, b));
  return [
    ...sorted.filter(([, child]) => child.member).map(([element]) => [element]),
    ...sorted.flatMap(([element, child]) => pathsOf(child).map((path) => [element, ...path])),
  ];
}

/** `.spec.ports[port=80,protocol="TCP"].name` */
export const pathText = (path: Path): string => path.map(elementText).join('');

const valueText = (value: unknown): string => (typeof value === 'string' ? quote(value) : String(value));

function elementText(element: string): string {
  const rest = element.slice(2);
  if (element.startsWith('f:')) return `.${rest}`;
  const value = JSON.parse(rest) as unknown;
  if (element.startsWith('v:')) return `[=${valueText(value)}]`;
  const keys = Object.entries(value as object).map(([name, key]) => `${name}=${valueText(key)}`);
  return `[${keys.join(',')}]`;
}

/** The set as `fieldsV1` has it: `.` stands for a path that others go on from. */
export function fieldsV1({ member, children }: FieldSet): Record<string, unknown> {
  const fields = Object.fromEntries([...children].map(([element, child]) => [element, fieldsV1(child)]));
  return member && children.size > 0 ? { '.': {}, ...fields } : fields;
}
