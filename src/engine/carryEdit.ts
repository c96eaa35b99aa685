import type { Node } from '../model/Node.ts';
import type { Pod } from '../model/Pod.ts';
import { updateObject } from './admit/api.ts';
import { addTopologyLabels } from './admit/pod.ts';
import { prepare } from './admit/prepare.ts';
import type { Cluster } from './cluster/Cluster.ts';
import { settle } from './controllers/settle.ts';
import { keyOfManifest } from './origins.ts';
import type { ParsedText } from './parse/parse.ts';
import type { OpenScenario } from './openDocuments.ts';
import { isPlain, type Plain, textOf } from './plain.ts';

/**
 * Fields that no other object's name, address or place depends on, by kind. An edit that touches only these
 * leads to the same cluster whether it is made anew or changed; any other edit makes it anew. `*` is an index.
 */
const FREE: Record<'Service' | 'Pod', ReadonlySet<string>> = {
  Service: new Set([
    'metadata.labels',
    'spec.selector',
    'spec.ports.*.targetPort',
    'spec.sessionAffinity',
    'spec.sessionAffinityConfig',
    'spec.internalTrafficPolicy',
    'spec.publishNotReadyAddresses',
    'spec.trafficDistribution',
    'spec.loadBalancerSourceRanges',
  ]),
  Pod: new Set([
    'metadata.labels',
    'spec.containers.*.args',
    'spec.containers.*.command',
    'spec.containers.*.env',
    'spec.containers.*.image',
    'spec.containers.*.ports.*.containerPort',
    'spec.containers.*.ports.*.name',
    'spec.containers.*.livenessProbe',
    'spec.containers.*.readinessProbe',
    'spec.containers.*.startupProbe',
  ]),
};

/** A Service's port numbers decide which node ports it gets, if it gets any. */
const WITHOUT_NODE_PORTS = new Set([...FREE.Service, 'spec.ports.*.port', 'spec.ports.*.name']);

const freeFieldsOf = (manifest: Plain): ReadonlySet<string> | undefined => {
  const kind = textOf(manifest['kind']);
  const { type = 'ClusterIP', clusterIP } = (isPlain(manifest['spec']) ? manifest['spec'] : {}) as Plain;
  if (kind === 'Service' && type === 'ClusterIP' && clusterIP !== 'None') return WITHOUT_NODE_PORTS;
  return Object.hasOwn(FREE, kind) ? FREE[kind as keyof typeof FREE] : undefined;
};

/** Whether two values differ at most in the free fields. */
function differOnlyIn(free: ReadonlySet<string>, a: unknown, b: unknown, path = ''): boolean {
  if (a === b || free.has(path)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((x, i) => differOnlyIn(free, x, b[i], `${path}.*`));
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => differOnlyIn(free, a[key], b[key], path ? `${path}.${key}` : key));
}

/** The one document that an edit changed, before and after; undefined when it changed more. */
function onlyChange(before: ParsedText, after: ParsedText): { old: unknown; new: unknown } | undefined {
  if (before.documents.length !== after.documents.length) return undefined;
  let change: { old: unknown; new: unknown } | undefined;
  for (const [i, document] of after.documents.entries()) {
    const old = before.documents[i]?.value;
    if (old === document.value) continue;
    if (change) return undefined;
    change = { old, new: document.value };
  }
  return change;
}

/**
 * Takes a settled cluster from the text that it was made of to a text that differs in one Service or Pod, and
 * in nothing that other objects depend on. undefined when the edit is of another sort: then the cluster must
 * be made anew. What it answers is what a new cluster would; only bookkeeping that no picture shows differs
 * (resourceVersion, generation, times, and the variables of Pods that are older than the edit).
 */
export function carryEdit(before: ParsedText, opened: OpenScenario, after: ParsedText): OpenScenario | undefined {
  if (opened.refusals.length > 0 || after.diagnostics.length > 0) return undefined;
  const change = onlyChange(before, after);
  if (!change || !isPlain(change.old) || !isPlain(change.new)) return undefined;
  const free = freeFieldsOf(change.new);
  if (!free || !differOnlyIn(free, change.old, change.new)) return undefined;
  const key = keyOfManifest(change.new);
  const stored = key ? opened.cluster.store.byKey(key) : undefined;
  if (!stored || stored.metadata.ownerReferences) return undefined;
  const { cluster } = opened;
  // who counts what there is has counted the states before, too
  if (cluster.control.tallies.get(stored.metadata.namespace ?? '')?.size) return undefined;
  // a PUT keeps what was allocated, as `kubectl replace` does
  const carried =
    stored.kind === 'Pod' ? changePod(cluster, stored as Pod, change.new) : updateObject(cluster, change.new, {}).ok;
  if (!carried) return undefined;
  settle(cluster);
  return opened;
}

/**
 * The Pod as it would be had it been created so: same place, same address. Not when another object might look
 * at its labels (a workload that could adopt it, a rule of affinity), nor when its ports are its Node's.
 */
function changePod(cluster: Cluster, old: Pod, value: unknown): boolean {
  const { store, control } = cluster;
  if ((control.adopters.get(old.metadata.namespace ?? '')?.size ?? 0) > 0 || old.spec.hostNetwork) return false;
  if (store.list<Pod>('Pod').some(({ spec }) => spec['affinity'] !== undefined)) return false;
  const prepared = prepare(value, 'Strict');
  if (!prepared || prepared.status || !prepared.complete || (prepared.errors?.length ?? 1) > 0) return false;
  const base = prepared.base as unknown as Pod;
  const { uid, creationTimestamp, generation = 1 } = old.metadata;
  const { nodeName } = old.spec;
  const pod: Pod = { ...base, metadata: { ...base.metadata, generation: generation + 1 }, status: old.status };
  if (uid !== undefined) pod.metadata.uid = uid;
  if (creationTimestamp !== undefined) pod.metadata.creationTimestamp = creationTimestamp;
  if (nodeName !== undefined) {
    pod.spec = { ...base.spec, nodeName };
    addTopologyLabels(pod.metadata, store.get<Node>('Node', undefined, nodeName));
  }
  cluster.store.put(pod);
  return true;
}
