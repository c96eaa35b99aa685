import type { KubeObject } from '../../../model/KubeObject.ts';
import { type Write, writesOf } from '../../cluster/Write.ts';
import { parseTimestamp, timestamp } from '../../cluster/timestamp.ts';
import type { KindInfo } from '../kinds.ts';
import { compare } from './compare.ts';
import {
  difference,
  type FieldSet,
  fieldsV1,
  has,
  intersection,
  isEmpty,
  NO_FIELDS,
  type Path,
  setOf,
  union,
} from './fieldSet.ts';
import { emptyObject, type Owner, ownersOf, ownable } from './owners.ts';
import { typedObject } from './typedValue.ts';

/** Who writes the status of an object. */
const STATUS_WRITERS: Readonly<Record<string, string>> = {
  Pod: 'kubelet',
  Node: 'kubelet',
  Service: 'cloud-controller-manager',
  ...Object.fromEntries(
    'CronJob DaemonSet Deployment Job PodDisruptionBudget ReplicaSet ReplicationController ResourceQuota StatefulSet'
      .split(' ')
      .map((kind) => [kind, 'kube-controller-manager']),
  ),
};

/** What the server makes of an object after it has noted who owns its fields: allocated addresses, admission, binding. */
const FILLED_IN: Readonly<Record<string, FieldSet>> = {
  Pod: setOf([
    ...'nodeName priority preemptionPolicy serviceAccount serviceAccountName tolerations volumes'
      .split(' ')
      .map((name): Path => ['f:spec', `f:${name}`]),
    ['f:status', 'f:qosClass'],
    ['f:status', 'f:conditions'],
    ...['', 'f:lastProbeTime', 'f:lastTransitionTime', 'f:status', 'f:type'].map(
      (name): Path => ['f:status', 'f:conditions', 'k:{"type":"PodScheduled"}', ...(name === '' ? [] : [name])],
    ),
  ]),
  Namespace: setOf([['f:spec'], ['f:spec', 'f:finalizers']]),
  Service: setOf(['clusterIPs', 'ipFamilies'].map((name): Path => ['f:spec', `f:${name}`])),
};

const REVISION: Path = ['f:metadata', 'f:annotations', 'f:deployment.kubernetes.io/revision'];
const ANNOTATIONS: Path = REVISION.slice(0, 2);

/** What controllers and kubelets own of an object. They send no requests here, but what they have written is seen. */
function controllersOf(info: KindInfo, object: KubeObject, writes: readonly Write[]): Owner[] {
  const { added, modified } = compare(typedObject(info.type), emptyObject(info), object);
  const all = union(added, modified);
  const made = parseTimestamp(object.metadata.creationTimestamp ?? '');
  const base = { operation: 'Update' as const, apiVersion: info.apiVersion };
  const creator = info.kind === 'Namespace' || info.kind === 'Service' ? 'kube-apiserver' : 'kube-controller-manager';
  const own = difference(ownable(all), FILLED_IN[info.kind] ?? NO_FIELDS);
  const inStatus = difference(statusFields(info, object), FILLED_IN[info.kind] ?? NO_FIELDS);
  const writer = STATUS_WRITERS[info.kind];
  const noted = intersection(all, notedFields(info, writes));
  const last = writes.at(-1);
  // who watches has seen the last request within a second, and the first at once
  const at = last && writes.length > 1 ? last.at + 1000 : made;
  return [
    ...(writes.length === 0 ? [{ ...base, manager: creator, at: made, fields: own }] : []),
    ...(writer ? [{ ...base, manager: writer, subresource: 'status', at, fields: union(inStatus, noted) }] : []),
  ].filter(({ fields }) => !isEmpty(fields));
}

/** What somebody wrote of a status: load balancers and zeros that must be there are so from the beginning, and nobody's. */
function statusFields(info: KindInfo, { status }: KubeObject): FieldSet {
  const before = { status: emptyObject(info)['status'] };
  const { added, modified } = compare(typedObject(info.type), before, status === undefined ? {} : { status });
  return union(added, modified);
}

const FINALIZERS: Path = ['f:metadata', 'f:finalizers'];
const CLEANUP = setOf([FINALIZERS, [...FINALIZERS, 'v:"service.kubernetes.io/load-balancer-cleanup"']]);

/** What is none of the status, and written with it: by the service controller its finalizer (cloud-provider: addFinalizer). */
const notedFields = (info: KindInfo, writes: readonly Write[]): FieldSet => {
  if (info.kind === 'Service') return CLEANUP;
  return info.kind === 'Deployment' ? revisionOf(ownersOf(info, writes.slice(0, 1))) : NO_FIELDS;
};

/** The annotation of the deployment controller, and the map of annotations, where nobody had made it before. */
const revisionOf = (owners: readonly Owner[]): FieldSet =>
  setOf(owners.some(({ fields }) => has(fields, ANNOTATIONS)) ? [REVISION] : [REVISION, ANNOTATIONS]);

/** managedfields.go, sortEncodedManagedFields */
const inOrder = (a: Owner, b: Owner): number =>
  byText(a.operation, b.operation) ||
  secondOf(a) - secondOf(b) ||
  byText(a.manager, b.manager) ||
  byText(a.apiVersion, b.apiVersion) ||
  byText(a.subresource ?? '', b.subresource ?? '');

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const secondOf = ({ at }: Owner): number => (at === undefined ? 0 : parseTimestamp(timestamp(at)));

/** An object with its `metadata.managedFields`, which are worked out when somebody looks at them. */
export function withManagedFields(
  cluster: { writes: ReadonlyMap<string, readonly Write[]> },
  info: KindInfo,
  object: KubeObject,
): KubeObject {
  const metadata = { ...object.metadata };
  const get = () => managedFieldsOf(info, object, writesOf(cluster, object));
  Object.defineProperty(metadata, 'managedFields', { enumerable: true, get });
  return { ...object, metadata };
}

function managedFieldsOf(info: KindInfo, object: KubeObject, writes: readonly Write[]): object[] | undefined {
  const all = [...ownersOf(info, writes), ...controllersOf(info, object, writes)];
  if (all.length === 0) return undefined;
  return all.sort(inOrder).map(({ manager, operation, apiVersion, subresource, at, fields }) => ({
    apiVersion,
    fieldsType: 'FieldsV1',
    fieldsV1: fieldsV1(fields),
    manager,
    operation,
    ...(subresource !== undefined && { subresource }),
    ...(at !== undefined && { time: timestamp(at) }),
  }));
}
