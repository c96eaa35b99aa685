import type { KubeObject } from '../model/KubeObject.ts';
import type { Node } from '../model/Node.ts';
import type { Pod } from '../model/Pod.ts';
import { updateObject } from './admit/api.ts';
import { addTopologyLabels } from './admit/pod.ts';
import { prepare } from './admit/prepare.ts';
import type { Cluster } from './cluster/Cluster.ts';
import { openCluster } from './cluster/open.ts';
import { takeAsAsked } from './controllers/loadBalancer.ts';
import { settle } from './controllers/settle.ts';
import { type OpenScenario, type Refusal, refusalOf, SCENARIO_FILE } from './openDocuments.ts';
import { keyOfManifest, originsOf, placesOf } from './origins.ts';
import type { ParsedDocument, ParsedText } from './parse/parse.ts';
import { isPlain, type Plain, sameJson, textOf } from './plain.ts';
import { isManifest } from './readScenario.ts';
import { createDocuments } from './shell/kubectl/createDocuments.ts';
import type { Settled } from './SimulationMemo.ts';

/**
 * Fields that no other object's name, address or place depends on, by kind. An edit that touches only these
 * leads to the same cluster whether it is made anew or changed. `*` is an index. Who is chosen by a Service is no such
 * field: endpoints stand in the order in which their Pods came (`carryDocuments.ts`).
 */
const FREE: Record<'Service' | 'Pod', ReadonlySet<string>> = {
  Service: new Set([
    'metadata.labels',
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

/** The documents that an edit changed in what they say, by index; undefined when others came or went. */
function changedDocuments(before: ParsedText, after: ParsedText): number[] | undefined {
  if (before.documents.length !== after.documents.length) return undefined;
  return after.documents.flatMap(({ value, error }, i) => {
    const old = before.documents[i];
    return old && old.error === error && sameJson(old.value, value) ? [] : [i];
  });
}

/**
 * Takes a settled cluster from the text that it was made of to a text that differs in one Service or Pod,
 * and in nothing that other objects depend on; or in a document that was refused and still is; or in comments. undefined
 * when the edit is of another sort: then the cluster must be made anew. What it answers is what a new cluster would; only
 * bookkeeping that no picture shows differs (resourceVersion, generation, times, and the variables of Pods that are older
 * than the edit).
 */
export function carryEdit(last: Settled, after: ParsedText): Settled | undefined {
  const changes = changedDocuments(last.parsed, after);
  if (!changes || changes.length > 1) return undefined;
  const { cluster, refusals } = last.opened;
  const refused = refusals.flatMap((refusal): Refusal[] => {
    const document = after.documents[refusal.document.index];
    return document && !changes.includes(document.index) ? [{ ...refusal, document }] : [];
  });
  const settled = { ...last, parsed: after, opened: { ...last.opened, refusals: refused } };
  const [old, document] = [last.parsed, after].map(({ documents }) => documents[changes[0] ?? -1]);
  if (!old || !document) return settled;
  if (refused.length < refusals.length || old.error !== undefined) {
    const own = areAlone(old, document) ? refusalsOfItself(cluster, document) : [];
    if (own.length === 0) return undefined;
    const at = refused.findIndex((refusal) => refusal.document.index > document.index);
    refused.splice(at < 0 ? refused.length : at, 0, ...own);
    const places = placesOf(after, refused);
    return { ...settled, places, origins: originsOf(cluster, places) };
  }
  if (document.error !== undefined || !carryObject(last.opened, old.value, document.value)) return undefined;
  settle(cluster);
  return settled;
}

/** Whether two documents are of one object each, or of none, and say nothing of the cluster itself. */
const areAlone = (...documents: ParsedDocument[]): boolean =>
  documents.every(({ value }) => {
    const kind = isPlain(value) ? textOf(value['kind']) : '';
    return isManifest(value) && kind !== 'Node' && !kind.endsWith('List');
  });

/** Why a cluster with nothing in it would refuse a document; nothing when it depends on what there is. */
export function refusalsOfItself({ settings }: Cluster, document: ParsedDocument): Refusal[] {
  const { problems } = createDocuments(openCluster(settings, []), [document], SCENARIO_FILE);
  const asksOthers = problems.some(
    (problem) =>
      problem.kind !== 'plain' &&
      ([403, 404].includes(problem.status.code) || (problem.status.code === 422 && asksForNumbers(document))),
  );
  return asksOthers ? [] : problems.map((problem) => refusalOf(document, problem));
}

/** A Service that asks for addresses or ports which another may have: that is looked at before its other fields. */
const asksForNumbers = ({ value }: ParsedDocument): boolean =>
  isPlain(value) &&
  value['kind'] === 'Service' &&
  /"(?:clusterIPs?|nodePort|healthCheckNodePort)":/.test(JSON.stringify(value['spec'] ?? {}));

/** Changes an object in a cluster as if it had been created so; whether that could be done. */
function carryObject({ cluster }: OpenScenario, old: unknown, value: unknown): boolean {
  if (!isPlain(old) || !isPlain(value)) return false;
  const free = freeFieldsOf(value);
  if (!free || !differOnlyIn(free, old, value)) return false;
  const key = keyOfManifest(value);
  const stored = key ? cluster.store.byKey(key) : undefined;
  if (!stored || stored.metadata.ownerReferences) return false;
  // who counts what there is has counted the states before, too
  if (cluster.control.tallies.get(stored.metadata.namespace ?? '')?.size) return false;
  const { uid = '' } = stored.metadata;
  const made = cluster.writes.get(uid);
  if (made)
    cluster.writes.set(
      uid,
      made.map((write) => ({ ...write, value })),
    );
  // a PUT keeps what was allocated, as `kubectl replace` does
  if (stored.kind === 'Service') {
    const { ok } = updateObject(cluster, value, {});
    if (key) takeAsAsked(cluster, key);
    return ok;
  }
  const base = createdOf(value, stored);
  if (!base) return false;
  return changePod(cluster, stored as Pod, base as Pod);
}

/** What creating an object would make of a manifest, with the identity of one that is there; undefined if it is refused. */
function createdOf(value: unknown, { metadata }: KubeObject): KubeObject | undefined {
  const prepared = prepare(value, 'Strict');
  if (!prepared || prepared.status || !prepared.complete || (prepared.errors?.length ?? 1) > 0) return undefined;
  const base = prepared.base as unknown as KubeObject;
  const { uid, creationTimestamp } = metadata;
  return {
    ...base,
    metadata: { ...base.metadata, ...(uid && { uid }), ...(creationTimestamp && { creationTimestamp }) },
  };
}

/**
 * The Pod as it would be had it been created so: same place, same address. Not when another object might look
 * at its labels (a Service that chooses it or no more, a workload that could adopt it, a rule of affinity), nor when its
 * ports are its Node's.
 */
function changePod(cluster: Cluster, old: Pod, base: Pod): boolean {
  const { store, control } = cluster;
  if ((control.adopters.get(old.metadata.namespace ?? '')?.size ?? 0) > 0 || old.spec.hostNetwork) return false;
  if (store.list<Pod>('Pod').some(({ spec }) => spec['affinity'] !== undefined)) return false;
  if (chosenBy(cluster, old).join() !== chosenBy(cluster, base).join()) return false;
  const { generation = 1 } = old.metadata;
  const { nodeName } = old.spec;
  const pod: Pod = { ...base, metadata: { ...base.metadata, generation: generation + 1 }, status: old.status };
  if (nodeName !== undefined) {
    pod.spec = { ...base.spec, nodeName };
    addTopologyLabels(pod.metadata, store.get<Node>('Node', undefined, nodeName));
  }
  cluster.store.put(pod);
  return true;
}

function chosenBy({ control }: Cluster, { metadata }: Pod): string[] {
  const services: string[] = [];
  control.services.forMatching(metadata.namespace ?? '', metadata.labels, (service) => services.push(service));
  return services;
}
