import type { KubeObject } from '../model/KubeObject.ts';
import type { Pod } from '../model/Pod.ts';
import type { Service } from '../model/Service.ts';
import { type ObjectKey, objectKey } from '../model/Span.ts';
import { findKind } from './admit/kinds.ts';
import { contested, numbersOf } from './admit/pools.ts';
import { refusalsOfItself } from './carryEdit.ts';
import type { Cluster } from './cluster/Cluster.ts';
import { keyOf } from './cluster/ObjectStore.ts';
import { dispatch } from './controllers/dispatch.ts';
import { nameCounter } from './controllers/generatedName.ts';
import { placeAgain } from './controllers/placeAgain.ts';
import { react, settle } from './controllers/settle.ts';
import { type Refusal, SCENARIO_FILE } from './openDocuments.ts';
import { keyOfManifest, originsOf, type Place, placeOf, placesOf } from './origins.ts';
import type { ParsedDocument, ParsedText } from './parse/parse.ts';
import { isPlain, sameJson, textOf } from './plain.ts';
import { isManifest } from './readScenario.ts';
import { createDocuments } from './shell/kubectl/createDocuments.ts';
import type { Settled } from './SimulationMemo.ts';
import { SYSTEM_NAMESPACE } from './views/pods.ts';

/** More documents at once are as quickly made anew. */
const MOST = 4;
/** Kinds that nothing else in a cluster asks for while it is made, but for names, addresses, ports and room on Nodes. */
const LOCAL = new Set(['Service', 'Pod', 'ReplicaSet', 'Deployment', 'ConfigMap', 'Secret']);

/** Those that make Pods, or take those that there are. */
const MAKERS = new Set(['ReplicaSet', 'Deployment']);

/** Documents of a text in a row, which an edit took out or put in. */
interface Change {
  /** The index of the first. */
  at: number;
  old: readonly ParsedDocument[];
  fresh: readonly ParsedDocument[];
}

/** What differs between two texts; undefined when that is much. */
function changeOf(before: ParsedText, after: ParsedText): Change | undefined {
  const same = (a: ParsedDocument | undefined, b: ParsedDocument | undefined): boolean =>
    a !== undefined && b !== undefined && a.error === b.error && sameJson(a.value, b.value);
  const [a, b] = [before.documents, after.documents];
  let at = 0;
  while (same(a[at], b[at])) at++;
  let left = 0;
  while (left < Math.min(a.length, b.length) - at && same(a.at(-1 - left), b.at(-1 - left))) left++;
  const [old, fresh] = [a.slice(at, a.length - left), b.slice(at, b.length - left)];
  return old.length > MOST || fresh.length > MOST ? undefined : { at, old, fresh };
}

/**
 * Takes a settled cluster from the text that it was made of to one in which some documents are others, or came or went:
 * what the old ones made is forgotten, the new ones are created, and the order of things, Nodes and addresses are put
 * right. It answers what a new cluster would (but for resourceVersions); undefined when that cannot be said, and
 * `spoiled` when that was seen too late: then the cluster is of no more use.
 */
export function carryDocuments(last: Settled, after: ParsedText): Settled | 'spoiled' | undefined {
  const change = changeOf(last.parsed, after);
  if (!change || !isLocal(last, after, change)) return undefined;
  const { cluster } = last.opened;
  const held = contested(cluster);
  const gone: KubeObject[] = [];
  for (const document of change.old) {
    const made = madeBy(last, document);
    if (!made) return undefined;
    gone.push(...made);
  }
  const isAwaited = (one: KubeObject): boolean =>
    one.kind === 'Service' && numbersOf(one as Service).some((number) => held.has(number));
  if (gone.some(isAwaited)) return undefined;

  forget(cluster, gone);
  const waiting = held.size;
  const podsLeft = cluster.store.count('Pod');
  const counts = [...LOCAL].map((kind) => [kind, cluster.store.count(kind)] as const);
  const refusals: Refusal[] = [];
  for (const document of change.fresh) {
    if (createDocuments(cluster, [document], SCENARIO_FILE).problems.length > 0) {
      const own = refusalsOfItself(cluster, document);
      if (own.length === 0) return 'spoiled';
      refusals.push(...own);
    }
    react(cluster);
  }
  if (held.size > waiting || cluster.control.given.size > 0) return 'spoiled';
  const all = allRefusals(last, after, change, refusals);
  const places = placesOf(after, all);
  const end = change.at + change.fresh.length;
  const makers = new Map<string, Place | undefined>();
  const isLater: IsLater = (one, key) => (placeOf(cluster, places, one, makers, key)?.document ?? -1) >= end;
  for (const [kind, count] of counts) putInPlace(cluster, kind, count, isLater);
  const hasPods = gone.some(({ kind }) => kind === 'Pod') || cluster.store.count('Pod') > podsLeft;
  if (hasPods && !placeAgain(cluster)) return 'spoiled';
  dispatch(cluster);
  cluster.control.pods.order(ranksOf(cluster, 'Pod'));
  cluster.control.services.order(ranksOf(cluster, 'Service'));
  forgetEndpoints(cluster, places);
  const origins = originsOf(cluster, places);
  tellOfServices(cluster, origins);
  settle(cluster);
  if (cluster.restless) return 'spoiled';
  const opened = { ...last.opened, refusals: all };
  return { parsed: after, opened, places, origins };
}

/** Whether nobody else's objects depend on those of the documents, but in ways that are put right here. */
function isLocal({ parsed, opened, places }: Settled, after: ParsedText, { at, old, fresh }: Change): boolean {
  const { cluster, refusals, diagnostics } = opened;
  const { control, store } = cluster;
  // timers that will only look at rollouts are of no matter at rest
  if (cluster.now > 0 || cluster.timers.length > control.deadlines.size || cluster.restless) return false;
  if (control.given.size + control.outages.size + control.evictions.size + store.count('LimitRange') > 0) return false;
  if ([...control.tallies.values()].some((counted) => counted.size > 0)) return false;
  if (diagnostics.length > 0 && old.length !== fresh.length) return false;

  const changed = [...old, ...fresh];
  if (!changed.every(isLocalDocument)) return false;
  // a Namespace has to be there before what is in it
  const isLate = ({ value }: ParsedDocument): boolean =>
    (places.get(objectKey('Namespace', undefined, namespaceOf(value)))?.document ?? -1) >= at;
  if (fresh.some(isLate)) return false;
  // of two documents of one object, the second is refused
  const keys = new Set(changed.flatMap(({ value }) => (isPlain(value) && keyOfManifest(value)) || []));
  for (const { documents } of [parsed, after]) {
    const all = documents.flatMap(({ value }) => (isPlain(value) && keyOfManifest(value)) || []);
    const own = all.filter((key) => keys.has(key));
    if (own.length > new Set(own).size) return false;
  }
  const others = refusals.filter(({ document }) => !old.includes(document));
  if (others.length > MOST || !others.every(({ document }) => refusalsOfItself(cluster, document).length > 0))
    return false;
  // a Pod of a manifest goes to whoever selects it, and that depends on who comes first
  const kinds = changed.map(({ value }) => (isPlain(value) ? textOf(value['kind']) : ''));
  const [makers, pods] = [kinds.some((kind) => MAKERS.has(kind)), kinds.includes('Pod')];
  const isMaking =
    makers || [...control.adopters].some(([namespace, sets]) => namespace !== SYSTEM_NAMESPACE && sets.size > 0);
  const isWritten = ([key]: [ObjectKey, KubeObject]): boolean => places.has(key);
  return !(makers || pods) || !isMaking || !(pods || [...store.entries('Pod')].some(isWritten));
}

/** What else a Pod asks a cluster for when it is admitted; and a cloud's addresses, which go to who comes first. */
const ASKS =
  /"(?:serviceAccount|serviceAccountName|priorityClassName|runtimeClassName|resourceClaims)":|"type":"LoadBalancer"/;

/** Whether a document is of one object of a local kind with a name, or of nothing that there is. */
function isLocalDocument({ value, error }: ParsedDocument): boolean {
  if (!isPlain(value)) return error !== undefined;
  const [version, kind] = [textOf(value['apiVersion']), textOf(value['kind'])];
  if (!isManifest(value) || kind.endsWith('List')) return false;
  if (!findKind(version, kind)) return true;
  return LOCAL.has(kind) && keyOfManifest(value) !== undefined && !ASKS.test(JSON.stringify(value['spec'] ?? {}));
}

function namespaceOf(value: unknown): string {
  const metadata = isPlain(value) && isPlain(value['metadata']) ? value['metadata'] : {};
  return textOf(metadata['namespace'] ?? 'default');
}

/** An object of a document with all that was made of it; undefined when part of that is somebody else's, too. */
function madeBy({ opened, places }: Settled, { index, value }: ParsedDocument): KubeObject[] | undefined {
  const { cluster, refusals } = opened;
  const key = isPlain(value) ? keyOfManifest(value) : undefined;
  if (key === undefined || refusals.some(({ document }) => document.index === index)) return [];
  const object = cluster.store.byKey(key);
  if (!object) return undefined;
  const { namespace, name } = object.metadata;
  const made = [object];
  const endpoints = object.kind === 'Service' ? objectKey('Endpoints', namespace, name) : undefined;
  for (const one of made) {
    const owned = [...(cluster.control.dependents.get(one.metadata.uid ?? '') ?? [])];
    if (one === object && endpoints) owned.push(endpoints, ...(cluster.control.slices.get(key) ?? []));
    for (const own of new Set(owned)) {
      if (places.has(own)) return undefined;
      made.push(...[cluster.store.byKey(own) ?? []].flat());
    }
  }
  return made;
}

/** Takes objects out of a cluster as if they had never been there. */
function forget(cluster: Cluster, gone: readonly KubeObject[]): void {
  const { store, control, counters, now } = cluster;
  const [events, ended] = [[...control.events], [...control.gone]];
  for (const object of gone) store.forget(keyOf(object));
  dispatch(cluster);
  const uids = new Set(gone.map(({ metadata }) => metadata.uid ?? ''));
  control.events.splice(0, control.events.length, ...events.filter(({ uid }) => !uids.has(uid)));
  control.gone.splice(0, control.gone.length, ...ended);
  for (const uid of uids) {
    const timer = control.deadlines.get(uid);
    if (timer) cluster.timers.splice(cluster.timers.indexOf(timer), 1);
    for (const kept of [control.failures, control.deadlines, control.revisions]) kept.delete(uid);
  }
  for (const { kind, metadata } of gone)
    if (metadata.generateName !== undefined)
      counters.delete(nameCounter(kind, metadata.namespace ?? '', metadata.generateName));
  // who waits for room does not get theirs
  while (control.queues.scheduler.take(now) !== undefined);
}

/** Slices that are to be looked at are made from nothing: in them, endpoints stand in the order in which they came. */
function forgetEndpoints(cluster: Cluster, places: Settled['places']): void {
  const { store, control } = cluster;
  const gone: KubeObject[] = [];
  for (const key of control.queues.endpointSlices.waiting) {
    for (const map of [control.triggerTimes, control.endpointsTriggerTimes, control.hinted]) map.delete(key);
    for (const own of [...(control.slices.get(key) ?? []), key.replace(/^Service/, 'Endpoints')]) {
      const object = store.byKey(own);
      if (object && !places.has(own)) gone.push(object);
    }
  }
  forget(cluster, gone);
}

const ranksOf = (cluster: Cluster, kind: string): Map<ObjectKey, number> =>
  new Map([...cluster.store.entries(kind)].map(([key], rank) => [key, rank]));

type IsLater = (object: KubeObject, key: ObjectKey) => boolean;

/** Puts the objects of a kind that came after so many others before those of later documents. */
function putInPlace(cluster: Cluster, kind: string, count: number, isLater: IsLater): void {
  const all = [...cluster.store.entries(kind)];
  if (all.length === count) return;
  const at = all.slice(0, count).findIndex(([key, object]) => isLater(object, key));
  if (at < 0) return;
  const ordered = [...all.slice(0, at), ...all.slice(count), ...all.slice(at, count)];
  cluster.store.order(kind, new Map(ordered.map(([key], rank) => [key, rank])));
}

/** Containers know of the Services that were there when they started: those of the documents before theirs. */
function tellOfServices({ store, control, startedWith }: Cluster, origins: Readonly<Record<ObjectKey, number>>): void {
  const services = control.services.all();
  const documents = services.map((service) => origins[keyOf(service)] ?? -1);
  const known = new Map<number, readonly Service[]>();
  let count = 0;
  for (const pod of store.list<Pod>('Pod')) {
    const own = origins[keyOf(pod)];
    const uid = pod.metadata.uid ?? '';
    if (own === undefined || !startedWith.has(uid)) continue;
    while ((documents[count] ?? own) < own) count++;
    const told = known.get(count) ?? services.slice(0, count);
    known.set(count, told);
    startedWith.set(uid, told);
  }
}

/** What is refused now, in the order of the documents. */
function allRefusals({ opened }: Settled, after: ParsedText, change: Change, fresh: readonly Refusal[]): Refusal[] {
  const { at, old } = change;
  const moved = change.fresh.length - old.length;
  const others = opened.refusals.flatMap((refusal): Refusal[] => {
    const { index } = refusal.document;
    if (index >= at && index < at + old.length) return [];
    const document = after.documents[index < at ? index : index + moved];
    return document ? [{ ...refusal, document }] : [];
  });
  return [...others, ...fresh].sort((a, b) => a.document.index - b.document.index);
}
