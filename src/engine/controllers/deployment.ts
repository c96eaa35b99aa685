import type { ObjectKey } from '../../model/Span.ts';
import type { Condition } from '../../model/KubeObject.ts';
import type { PodTemplate, Workload } from '../../model/Workload.ts';
import { deleteObject } from '../admit/deleteObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import {
  annotationsFor,
  available,
  fences,
  HASH,
  HISTORY,
  isScalingEvent,
  replicasOf,
  REVISION,
  revisionOf,
  scale,
  scaled,
  size,
  strategyOf,
  total,
} from './deploymentScale.ts';
import { conditionsOf, type Counts, watchDeadline } from './deploymentConditions.ts';
import { newMetadata } from './newMetadata.ts';
import { controllerRef, isControlledBy } from './owners.ts';
import { count, putStatus } from './replicas.ts';
import { scaleDeployment } from './scaleDeployment.ts';
import { templateHash } from './templateHash.ts';

/** controller: deployment. One look moves the rollout by one step; the ReplicaSets' changes bring the next. */
export function syncDeployment(cluster: Cluster, key: ObjectKey): void {
  const deployment = cluster.store.byKey<Workload>(key);
  if (!deployment || deployment.metadata.deletionTimestamp) return;
  const sets = replicaSetsOf(cluster, deployment);
  const hash = templateHash(deployment.spec.template);
  const found = sets.find((s) => s.metadata.labels?.[HASH] === hash);
  const old = sets.filter((s) => s !== found);
  const current = found && renumbered(cluster, found, old);
  let created: Workload | undefined;
  if (deployment.spec['paused'] === true || isScalingEvent(deployment, sets))
    scaleDeployment(cluster, deployment, current, old);
  else if (strategyOf(deployment).type === 'Recreate') created = recreate(cluster, deployment, current, old, hash);
  else if (!current) created = create(cluster, deployment, old, hash);
  else roll(cluster, deployment, current, old);
  writeStatus(cluster, key, current, created);
  if (current) cleanUp(cluster, key, old);
}

/** deployment: sync.go, cleanupDeployment: once a rollout is done, or paused, the oldest ReplicaSets without Pods go. */
function cleanUp(cluster: Cluster, key: ObjectKey, old: readonly Workload[]): void {
  const deployment = cluster.store.byKey<Workload>(key);
  if (!deployment || !(deployment.spec['paused'] === true || isComplete(deployment))) return;
  const surplus = old.length - Number(deployment.spec['revisionHistoryLimit'] ?? 10);
  if (surplus <= 0) return;
  const oldest = old.toSorted((a, b) => revisionOf(a) - revisionOf(b)).slice(0, surplus);
  for (const { metadata } of oldest) {
    const set = cluster.store.get<Workload>('ReplicaSet', metadata.namespace, metadata.name);
    if (set && size(set) === 0 && !set.status?.['replicas'])
      deleteObject(cluster, 'ReplicaSet', metadata.namespace, metadata.name);
  }
}

/** DeploymentComplete */
function isComplete({ spec, status }: Workload): boolean {
  const wanted = spec.replicas ?? 1;
  return ['updatedReplicas', 'replicas', 'availableReplicas'].every((field) => Number(status?.[field] ?? 0) === wanted);
}

function replicaSetsOf(cluster: Cluster, deployment: Workload): Workload[] {
  const sets: Workload[] = [];
  for (const key of cluster.control.dependents.get(deployment.metadata.uid ?? '') ?? []) {
    const set = cluster.store.byKey<Workload>(key);
    if (set?.kind === 'ReplicaSet' && isControlledBy(set, deployment)) sets.push(set);
  }
  return sets;
}

/**
 * The newest ReplicaSet has the greatest revision, also when a rollout goes back to one of before, which remembers
 * the revisions that it has been (deployment/util, SetNewReplicaSetAnnotations).
 */
function renumbered(cluster: Cluster, set: Workload, old: readonly Workload[]): Workload {
  const greatest = 1 + Math.max(0, ...old.map(revisionOf));
  if (revisionOf(set) >= greatest) return set;
  const { annotations = {} } = set.metadata;
  const history = [...(annotations[HISTORY]?.split(',') ?? []), annotations[REVISION]].join(',');
  return cluster.store.put({
    ...set,
    metadata: { ...set.metadata, annotations: { ...annotations, [REVISION]: String(greatest), [HISTORY]: history } },
  });
}

function create(cluster: Cluster, deployment: Workload, old: readonly Workload[], hash: string): Workload {
  const set = replicaSetOf(cluster, deployment, old, hash);
  cluster.store.put(set);
  if (size(set) > 0) scaled(cluster, deployment, set, 0);
  return set;
}

/** Templates with their hashes: what was computed of one is not computed again for the same manifest. */
const hashed = new WeakMap<PodTemplate, PodTemplate>();

/** The ReplicaSet that a Deployment makes of its template; nobody has stored it yet. */
function replicaSetOf(
  cluster: Cluster,
  deployment: Workload,
  old: readonly Workload[],
  hash = templateHash(deployment.spec.template),
): Workload {
  const { template } = deployment.spec;
  const withHash = (labels: Record<string, string> | undefined): Record<string, string> => ({
    ...labels,
    [HASH]: hash,
  });
  const { surge } = fences(deployment);
  const replicas = replicasOf(deployment);
  const room = Math.max(0, replicas + surge - total(old, size));
  const name = `${deployment.metadata.name}-${hash}`;
  const metadata = {
    ...newMetadata(cluster, 'ReplicaSet', deployment.metadata.namespace ?? '', name),
    annotations: annotationsFor(deployment, String(1 + Math.max(0, ...old.map(revisionOf)))),
    generation: 1,
    labels: withHash(template.metadata?.labels),
    ownerReferences: [controllerRef(deployment)],
  };
  const podTemplate = hashed.get(template) ?? {
    ...template,
    metadata: { ...template.metadata, labels: withHash(template.metadata?.labels) },
  };
  hashed.set(template, podTemplate);
  const { selector } = deployment.spec;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata,
    spec: {
      ...(deployment.spec['minReadySeconds'] ? { minReadySeconds: deployment.spec['minReadySeconds'] } : {}),
      replicas: Math.min(replicas, room),
      selector: { ...selector, matchLabels: withHash(selector.matchLabels) },
      template: podTemplate,
    },
    status: { replicas: 0 },
  };
}

/** deployment: recreate.go: all old Pods go before the first new one comes, and before the ReplicaSet that it is of. */
function recreate(
  cluster: Cluster,
  deployment: Workload,
  current: Workload | undefined,
  old: readonly Workload[],
  hash: string,
): Workload | undefined {
  const running = old.filter((s) => size(s) > 0);
  for (const set of running) scale(cluster, deployment, set, 0);
  const left = old.some((s) => [...(cluster.control.dependents.get(s.metadata.uid ?? '') ?? [])].length > 0);
  if (running.length > 0 || left) return undefined;
  if (!current) return create(cluster, deployment, old, hash);
  scale(cluster, deployment, current, replicasOf(deployment));
  return undefined;
}

/** deployment: rolling.go. */
function roll(cluster: Cluster, deployment: Workload, current: Workload, old: readonly Workload[]): void {
  const replicas = replicasOf(deployment);
  const { surge, unavailable } = fences(deployment);
  const all = [...old, current];
  const room = replicas + surge - total(all, size);
  const wanted =
    size(current) > replicas || total(old, size) === 0
      ? replicas
      : size(current) + Math.max(0, Math.min(room, replicas - size(current)));
  if (wanted !== size(current)) {
    scale(cluster, deployment, current, wanted);
    return;
  }
  scale(cluster, deployment, current, wanted);
  const minimum = replicas - unavailable;
  let spare = total(all, size) - minimum - (size(current) - available(current));
  for (const set of old) {
    const unhealthy = Math.min(Math.max(spare, 0), size(set) - available(set));
    if (size(set) === 0 || unhealthy <= 0) continue;
    scale(cluster, deployment, set, size(set) - unhealthy);
    spare -= unhealthy;
  }
  let surplus = Math.min(spare, total(all, available) - minimum);
  for (const { metadata } of old) {
    const set = cluster.store.get<Workload>('ReplicaSet', metadata.namespace, metadata.name);
    if (!set || surplus <= 0 || size(set) === 0) continue;
    const down = Math.min(size(set), surplus);
    scale(cluster, deployment, set, size(set) - down);
    surplus -= down;
  }
}

/** deployment: sync.go, getReplicaFailures. */
const failureOf = (sets: readonly Workload[]): Condition | undefined =>
  sets.flatMap((set) => (set.status?.['conditions'] ?? []) as Condition[]).find((c) => c.type === 'ReplicaFailure');

function writeStatus(
  cluster: Cluster,
  key: ObjectKey,
  newest: Workload | undefined,
  created: Workload | undefined,
): void {
  const deployment = cluster.store.byKey<Workload>(key);
  if (!deployment) return;
  const sets = replicaSetsOf(cluster, deployment);
  const of = (field: string, among: readonly Workload[] = sets): number =>
    total(among, (s) => Number(s.status?.[field] ?? 0));
  const current = sets.filter((s) => s.metadata.name === newest?.metadata.name);
  const replicas = replicasOf(deployment);
  const availableReplicas = of('availableReplicas');
  const updatedReplicas = of('replicas', current);
  const made: Counts = {
    replicas: of('replicas'),
    updatedReplicas,
    readyReplicas: of('readyReplicas'),
    availableReplicas,
  };
  const conditions = conditionsOf(
    cluster,
    deployment,
    made,
    availableReplicas >= replicas - fences(deployment).unavailable,
    newest,
    created,
    failureOf(current) ?? failureOf(sets),
  );
  putStatus(cluster, deployment, {
    ...count('availableReplicas', availableReplicas),
    conditions,
    ...count('observedGeneration', deployment.metadata.generation ?? 0),
    ...count('readyReplicas', of('readyReplicas')),
    ...count('replicas', of('replicas')),
    terminatingReplicas: of('terminatingReplicas'),
    ...count('unavailableReplicas', Math.max(0, total(sets, size) - availableReplicas)),
    ...count('updatedReplicas', updatedReplicas),
  });
  watchDeadline(cluster, key);
  if (newest && deployment.metadata.annotations?.[REVISION] !== String(revisionOf(newest))) {
    const latest = cluster.store.byKey<Workload>(key) ?? deployment;
    const annotations = { ...latest.metadata.annotations, [REVISION]: String(revisionOf(newest)) };
    cluster.store.put({ ...latest, metadata: { ...latest.metadata, annotations } });
  }
}
