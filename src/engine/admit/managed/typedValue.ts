import { isPlain } from '../../plain.ts';
import { type Field, type FieldType, structOf } from '../schema.ts';

/** A type as server-side apply sees it (structured-merge-diff: schema/elements.go). */
export interface Typed {
  type: FieldType;
  /** Owned and replaced as a whole. */
  atomic: boolean;
  /** What tells the elements of a list apart: the values of these fields, without any the element itself. */
  keys: readonly string[];
}

/** What is known by `+structType=atomic` and `+mapType=atomic` (kubernetes: api/openapi-spec/swagger.json). */
const ATOMIC = new Set(
  (
    'ConfigMapKeySelector EndpointAddress EndpointPort FileKeySelector LocalObjectReference NodeSelector ' +
    'NodeSelectorTerm ObjectFieldSelector ObjectReference ResourceFieldSelector ScopeSelector SecretKeySelector ' +
    'SecretReference TopologySelectorTerm TypedLocalObjectReference m.LabelSelector m.OwnerReference d.EndpointPort ' +
    'n.ServiceBackendPort k.CrossVersionObjectReference r.RoleRef r.Subject ' +
    'PodSpec.nodeSelector ReplicationControllerSpec.selector ServiceSpec.selector'
  ).split(' '),
);

/** The keys of lists where they are others than the merge key of patches; `atomic` where there are none (the same file). */
const LIST_KEYS: Readonly<Record<string, string>> = {
  'Container.ports': 'containerPort,protocol',
  'EphemeralContainer.ports': 'containerPort,protocol',
  'PodSpec.topologySpreadConstraints': 'topologyKey,whenUnsatisfiable',
  'PodStatus.hostIPs': 'atomic',
  'ResourceRequirements.claims': 'name',
  'ServiceSpec.ports': 'port,protocol',
  'b.JobStatus.conditions': 'atomic',
  'd.Endpoint.addresses': '',
};

export const typedAs = (type: FieldType, atomic = false): Typed => ({
  type,
  atomic: atomic || type.kind === 'list' || (type.kind === 'struct' && ATOMIC.has(type.key)),
  keys: [],
});

function typedField(owner: string, { name, type, mergeKey }: Field): Typed {
  const path = `${owner}.${name}`;
  const keys = LIST_KEYS[path] ?? mergeKey ?? 'atomic';
  if (type.kind !== 'list' || keys === 'atomic') return typedAs(type, ATOMIC.has(path));
  return { type, atomic: false, keys: keys === '' ? [] : keys.split(',') };
}

export const typedObject = (key: string): Typed => typedAs({ kind: 'struct', key, go: '' });

/** One that is told as a whole: a scalar, or what is atomic. */
export const isLeaf = ({ type, atomic }: Typed): boolean =>
  atomic || (type.kind !== 'struct' && type.kind !== 'map' && type.kind !== 'list');

export const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || Object.keys(value).length === 0;

export interface Part {
  element: string;
  typed: Typed;
  value: unknown;
}

/** What a value that is no leaf is made of. */
export function partsOf({ type, keys }: Typed, value: unknown): Part[] {
  if (type.kind === 'list')
    return Array.isArray(value)
      ? value.map((one: unknown) => ({ element: elementOf(type.of, keys, one), typed: typedAs(type.of), value: one }))
      : [];
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    const inner = partType(type, name);
    return inner && one !== undefined ? [{ element: `f:${name}`, typed: inner, value: one }] : [];
  });
}

/** The type of a field of a struct, or of a value of a map. */
export function partType(type: FieldType, name: string): Typed | undefined {
  if (type.kind === 'map') return typedAs(type.of);
  if (type.kind !== 'struct') return undefined;
  const field = structOf(type.key).fields.get(name);
  return field && typedField(type.key, field);
}

/** What a key is where an element lacks it: `+default="TCP"` of core/v1's ports, and nothing where Go always has the field. */
function keyDefault(type: FieldType, key: string): unknown {
  if (key === 'protocol') return 'TCP';
  const field = type.kind === 'struct' ? structOf(type.key).fields.get(key) : undefined;
  if (!field?.always) return undefined;
  return field.type.kind === 'string' ? '' : 0;
}

/** typed/helpers.go, listItemToPathElement */
function elementOf(type: FieldType, keys: readonly string[], value: unknown): string {
  if (keys.length === 0) return `v:${JSON.stringify(value)}`;
  const given = isPlain(value) ? value : {};
  const found = keys.toSorted().flatMap((key) => {
    const one = given[key] ?? keyDefault(type, key);
    return one === undefined ? [] : [[key, one]];
  });
  return `k:${JSON.stringify(Object.fromEntries(found))}`;
}
