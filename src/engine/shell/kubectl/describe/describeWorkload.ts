import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Pod } from '../../../../model/Pod.ts';
import type { Workload } from '../../../../model/Workload.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import type { Fields } from '../../../admit/Fields.ts';
import { selectorText } from '../../../controllers/selectorText.ts';
import { templateHash } from '../../../controllers/templateHash.ts';
import { labelText } from '../tables.ts';
import { describeEvents } from './describeEvents.ts';
import type { Description } from './Description.ts';
import { controllerText } from './describePod.ts';
import { describePodTemplate } from './describePodTemplate.ts';
import { rfc1123 } from './rfc1123.ts';

/** A selector as the server's own code prints it: everything is an empty text. */
export const selectorString = (selector: Fields | undefined): string => selectorText(selector).replace(/^<none>$/, '');

/** kubectl: describe.go, getPodStatusForController. */
function podsText(cluster: Cluster, { metadata }: KubeObject): string {
  const own = cluster.store
    .list<Pod>('Pod', metadata.namespace)
    .filter((pod) => pod.metadata.ownerReferences?.some((o) => o.controller && o.uid === metadata.uid));
  const count = (phase: string): number => own.filter((pod) => pod.status.phase === phase).length;
  return (
    `${count('Running')} Running / ${count('Pending')} Waiting / ` +
    `${count('Succeeded')} Succeeded / ${count('Failed')} Failed`
  );
}

function conditions(to: Description, all: readonly Fields[] = []): void {
  if (all.length === 0) return;
  to.line(0, 'Conditions:');
  to.line(1, 'Type', 'Status', 'Reason');
  to.line(1, '----', '------', '------');
  for (const { type, status, reason = '' } of all) to.line(1, `${type} `, status, reason);
}

/** kubectl: describe.go, describeReplicaSet and describeReplicationController. */
export function describeReplicas(to: Description, cluster: Cluster, object: KubeObject): void {
  const { kind, metadata, spec, status = {} } = object as Fields;
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'Namespace:', metadata.namespace);
  to.line(0, 'Selector:', kind === 'ReplicaSet' ? selectorText(spec.selector) : labelText(spec.selector));
  to.labels(metadata.labels);
  to.annotations(metadata.annotations);
  const controller = kind === 'ReplicaSet' ? controllerText(object) : undefined;
  if (controller !== undefined) to.line(0, 'Controlled By:', controller);
  to.line(0, 'Replicas:', `${status.replicas ?? 0} current / ${spec.replicas ?? 0} desired`);
  to.line(0, 'Pods Status:', podsText(cluster, object));
  describePodTemplate(to, spec.template);
  conditions(to, status.conditions);
  describeEvents(to, cluster, object);
}

/** kubectl: describe.go, describeDeployment. */
export function describeDeployment(to: Description, cluster: Cluster, deployment: Workload): void {
  const { metadata, spec, status = {} } = deployment as Fields;
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'Namespace:', metadata.namespace);
  to.line(0, 'CreationTimestamp:', rfc1123(metadata.creationTimestamp));
  to.labels(metadata.labels);
  to.annotations(metadata.annotations);
  to.line(0, 'Selector:', selectorString(spec.selector));
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, unavailableReplicas = 0 } = status;
  const counts = `${updatedReplicas} updated | ${replicas} total | ${availableReplicas} available | ${unavailableReplicas} unavailable`;
  to.line(0, 'Replicas:', `${spec.replicas} desired | ${counts}`);
  to.line(0, 'StrategyType:', spec.strategy.type);
  to.line(0, 'MinReadySeconds:', spec.minReadySeconds ?? 0);
  const rolling = spec.strategy.rollingUpdate;
  if (rolling)
    to.line(0, 'RollingUpdateStrategy:', `${rolling.maxUnavailable} max unavailable, ${rolling.maxSurge} max surge`);
  describePodTemplate(to, spec.template);
  conditions(to, status.conditions);
  replicaSets(to, cluster, deployment);
  describeEvents(to, cluster, deployment);
}

/** The set whose template is the Deployment's, and the others (kubectl: util/deployment, GetAllReplicaSets). */
function replicaSets(to: Description, cluster: Cluster, { metadata, spec }: Workload): void {
  const own = cluster.store
    .list<Workload>('ReplicaSet', metadata.namespace)
    .filter((set) => set.metadata.ownerReferences?.some((o) => o.controller && o.uid === metadata.uid))
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  if (own.length === 0) return;
  const current = `${metadata.name}-${templateHash(spec.template)}`;
  const text = (sets: readonly Workload[]): string =>
    sets
      .map((s) => `${s.metadata.name} (${Number(s.status['replicas'] ?? 0)}/${s.spec.replicas} replicas created)`)
      .join(', ') || '<none>';
  to.line(0, 'OldReplicaSets:', text(own.filter((set) => set.metadata.name !== current)));
  to.line(0, 'NewReplicaSet:', text(own.filter((set) => set.metadata.name === current)));
}

/** kubectl: describe.go, describeDaemonSet. */
export function describeDaemonSet(to: Description, cluster: Cluster, set: Workload): void {
  const { metadata, spec, status = {} } = set as Fields;
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'Namespace:', metadata.namespace);
  to.line(0, 'Selector:', selectorString(spec.selector));
  to.line(0, 'Node-Selector:', labelText(spec.template.spec.nodeSelector));
  to.labels(metadata.labels);
  to.annotations(metadata.annotations);
  to.line(0, `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled ?? 0}`);
  to.line(0, `Current Number of Nodes Scheduled: ${status.currentNumberScheduled ?? 0}`);
  to.line(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled ?? 0}`);
  to.line(0, `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable ?? 0}`);
  to.line(0, `Number of Nodes Misscheduled: ${status.numberMisscheduled ?? 0}`);
  to.line(0, 'Pods Status:', podsText(cluster, set));
  describePodTemplate(to, spec.template);
  describeEvents(to, cluster, set);
}

/** kubectl: describe.go, describeStatefulSet. */
export function describeStatefulSet(to: Description, cluster: Cluster, set: Workload): void {
  const { metadata, spec, status = {} } = set as Fields;
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'Namespace:', metadata.namespace);
  to.line(0, 'CreationTimestamp:', rfc1123(metadata.creationTimestamp));
  to.line(0, 'Selector:', selectorString(spec.selector));
  to.labels(metadata.labels);
  to.annotations(metadata.annotations);
  to.line(0, 'Replicas:', `${spec.replicas} desired | ${status.replicas ?? 0} total`);
  to.line(0, 'Update Strategy:', spec.updateStrategy.type);
  const { partition, maxUnavailable } = spec.updateStrategy.rollingUpdate ?? {};
  if (partition !== undefined) {
    to.line(1, 'Partition:', partition);
    if (maxUnavailable !== undefined) to.line(1, 'MaxUnavailable:', maxUnavailable);
  }
  to.line(0, 'Pods Status:', podsText(cluster, set));
  describePodTemplate(to, spec.template);
  claims(to, spec.volumeClaimTemplates);
  describeEvents(to, cluster, set);
}

function claims(to: Description, templates: readonly Fields[] = []): void {
  if (templates.length === 0) {
    to.line(0, 'Volume Claims:', '<none>');
    return;
  }
  to.line(0, 'Volume Claims:');
  for (const { metadata, spec } of templates) {
    to.line(1, 'Name:', metadata.name);
    to.line(1, 'StorageClass:', spec.storageClassName ?? '');
    to.labels(metadata.labels, 'Labels:', 1);
    to.labels(metadata.annotations, 'Annotations:', 1);
    to.line(1, 'Capacity:', spec.resources?.requests?.storage ?? '<default>');
    to.line(1, 'Access Modes:', `[${(spec.accessModes ?? []).join(' ')}]`);
  }
}

/** kubectl: describe.go, describeJob. */
export function describeJob(to: Description, cluster: Cluster, job: KubeObject): void {
  const { metadata, spec, status = {} } = job as Fields;
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'Namespace:', metadata.namespace);
  to.line(0, 'Selector:', selectorString(spec.selector));
  to.labels(metadata.labels);
  to.annotations(metadata.annotations);
  const controller = controllerText(job);
  if (controller !== undefined) to.line(0, 'Controlled By:', controller);
  to.line(0, 'Parallelism:', spec.parallelism);
  to.line(0, 'Completions:', spec.completions ?? '<unset>');
  to.line(0, 'Completion Mode:', spec.completionMode);
  to.line(0, 'Suspend:', spec.suspend);
  to.line(0, 'Backoff Limit:', spec.backoffLimit);
  if (spec.ttlSecondsAfterFinished !== undefined)
    to.line(0, 'TTL Seconds After Finished:', spec.ttlSecondsAfterFinished);
  if (status.startTime) to.line(0, 'Start Time:', rfc1123(status.startTime));
  if (status.completionTime) to.line(0, 'Completed At:', rfc1123(status.completionTime));
  if (spec.activeDeadlineSeconds !== undefined)
    to.line(0, 'Active Deadline Seconds:', `${spec.activeDeadlineSeconds}s`);
  to.line(
    0,
    'Pods Statuses:',
    `${status.active ?? 0} Active (${status.ready ?? 0} Ready) / ${status.succeeded ?? 0} Succeeded / ${status.failed ?? 0} Failed`,
  );
  if (spec.completionMode === 'Indexed') to.line(0, 'Completed Indexes:', status.completedIndexes || '<none>');
  describePodTemplate(to, spec.template);
  describeEvents(to, cluster, job);
}
