import { LAST_APPLIED } from '../../cluster/lastApplied.ts';
import type { Write } from '../../cluster/Write.ts';
import { decode } from '../decode.ts';
import type { Fields } from '../Fields.ts';
import type { KindInfo } from '../kinds.ts';
import { readObject } from '../prepare.ts';
import { servedVersion } from '../versions.ts';
import { compare, type Comparison, fieldsOf } from './compare.ts';
import {
  difference,
  type FieldSet,
  intersection,
  isEmpty,
  pathsOf,
  type Path,
  setOf,
  union,
  without,
} from './fieldSet.ts';
import { typedObject } from './typedValue.ts';

// Who owns which fields of an object, from the requests that made it what it is (apimachinery: util/managedfields/internal;
// structured-merge-diff: merge/update.go).

export interface Owner {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
  /** When it last took a field, in virtual ms; nobody notes that of a write to `scale`. */
  at?: number;
  fields: FieldSet;
}

/** stripmeta.go: what nobody owns. */
const UNOWNED = setOf([
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map((name): Path => ['f:metadata', `f:${name}`]),
]);

/** What a request for the object itself can own: its status is another resource (`GetResetFields` of the strategies). */
export const ownable = (fields: FieldSet): FieldSet => difference(without(fields, 'f:status'), UNOWNED);

export const emptyObject = ({ type }: KindInfo): Fields => decode(type, {}).object;

export const isSameOwner = (a: Owner, b: Owner): boolean =>
  a.manager === b.manager && a.operation === b.operation && a.subresource === b.subresource;

/** What others lose by a change. */
const disowned = (owners: readonly Owner[], { added, modified, removed }: Comparison): Owner[] => {
  const gone = union(union(added, modified), removed);
  return owners
    .map((owner) => ({ ...owner, fields: difference(owner.fields, gone) }))
    .filter(({ fields }) => !isEmpty(fields));
};

/** What an apply would take from others. */
export const conflictsOf = (owners: readonly Owner[], { added, modified }: Comparison): Owner[] =>
  owners
    .map((owner) => ({ ...owner, fields: intersection(owner.fields, union(added, modified)) }))
    .filter(({ fields }) => !isEmpty(fields));

export const statusAside = (comparison: Comparison): Comparison => ({
  added: without(comparison.added, 'f:status'),
  modified: without(comparison.modified, 'f:status'),
  removed: without(comparison.removed, 'f:status'),
});

/** The annotation of client-side apply is renewed after owners have been told (lastappliedupdater.go). */
const annotationAside = ({ added, modified, removed }: Comparison): Comparison => ({
  added,
  modified: difference(modified, setOf([LAST_APPLIED_PATH])),
  removed,
});

export const LAST_APPLIED_PATH: Path = ['f:metadata', 'f:annotations', `f:${LAST_APPLIED}`];

/** The owner that an apply makes of its manager. */
export const applier = (info: KindInfo, manager: string, configuration: unknown): Owner => ({
  manager,
  operation: 'Apply',
  apiVersion: info.apiVersion,
  fields: ownable(fieldsOf(typedObject(info.type), configuration)),
});

function afterApply(info: KindInfo, owners: readonly Owner[], write: Write): Owner[] {
  const before = write.before ? servedVersion(info, write.before) : emptyObject(info);
  const change = annotationAside(statusAside(compare(typedObject(info.type), before, write.value)));
  const own = applier(info, write.manager, write.configuration);
  const former = owners.find((owner) => isSameOwner(owner, own));
  const others = owners.filter((owner) => owner !== former);
  // managedfieldsupdater.go: who changes nothing has no new time
  const at = Object.values(change).every(isEmpty) ? former?.at : write.at;
  if (at !== undefined) own.at = at;
  return [...disowned(others, change), ...(isEmpty(own.fields) ? [] : [own])];
}

function afterUpdate(info: KindInfo, owners: readonly Owner[], write: Write): Owner[] {
  const read = readObject(info, write.value, 'Ignore', []);
  if ('status' in read) return [...owners];
  const { metadata } = read.object;
  // Convert_apps_DaemonSet_To_v1_DaemonSet: the generation of the template is there before it is counted
  if (info.kind === 'DaemonSet')
    metadata.annotations = { 'deprecated.daemonset.template.generation': '0', ...metadata.annotations };
  const before = write.before ?? emptyObject(info);
  const change = statusAside(compare(typedObject(info.type), before, read.object));
  const taken = ownable(union(change.modified, change.added));
  const rest = disowned(owners, change);
  if (isEmpty(taken)) return rest;
  const { manager, subresource, at } = write;
  const own: Owner = {
    manager,
    operation: 'Update',
    apiVersion: info.apiVersion,
    ...(subresource === undefined ? { at } : { subresource }),
    fields: taken,
  };
  const former = rest.find((owner) => isSameOwner(owner, own));
  return [...rest.filter((owner) => owner !== former), former ? { ...own, fields: union(former.fields, taken) } : own];
}

/** csaupgrade/upgrade.go: what others had by updates is had by an apply. */
function afterUpgrade(owners: readonly Owner[], { manager, upgraded = [] }: Write): Owner[] {
  const former = owners.filter(
    (owner) => owner.operation === 'Update' && owner.subresource === undefined && upgraded.includes(owner.manager),
  );
  const applying = owners.find((owner) => owner.operation === 'Apply' && owner.manager === manager) ?? former[0];
  if (!applying) return [...owners];
  const fields = former.map((owner) => owner.fields).reduce(union, applying.fields);
  return [
    ...owners.filter((owner) => owner !== applying && !former.includes(owner)),
    { ...applying, manager, operation: 'Apply', fields },
  ];
}

/** The owners of an object by the requests that people sent; what controllers wrote is not in it. */
export function ownersOf(info: KindInfo, writes: readonly Write[]): Owner[] {
  return writes.reduce<Owner[]>((owners, write) => {
    if (write.upgraded) return afterUpgrade(owners, write);
    return (write.configuration === undefined ? afterUpdate : afterApply)(info, owners, write);
  }, []);
}

const keyOf = ({ manager, operation, apiVersion, subresource = '', fields }: Owner): string =>
  JSON.stringify([manager, operation, apiVersion, subresource, pathsOf(fields)]);

/** Whether the same ones own the same, whenever they took it. */
export function isSameOwnership(a: readonly Owner[], b: readonly Owner[]): boolean {
  const known = new Set(a.map(keyOf));
  return a.length === b.length && b.every((owner) => known.has(keyOf(owner)));
}
