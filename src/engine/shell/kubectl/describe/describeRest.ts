import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Fields } from '../../../admit/Fields.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import { selectorText } from '../../../controllers/selectorText.ts';
import { describeEvents } from './describeEvents.ts';
import { describePodTemplate } from './describePodTemplate.ts';
import { selectorString } from './describeWorkload.ts';
import type { Description } from './Description.ts';
import { rfc1123 } from './rfc1123.ts';

/** kubectl: describe.go, describeCronJob. */
export function describeCronJob(to: Description, cluster: Cluster, object: KubeObject): void {
  const { metadata, spec, status = {} } = object as Fields;
  const job = spec.jobTemplate.spec;
  to.head(metadata);
  to.line(0, 'Schedule:', spec.schedule);
  to.line(0, 'Concurrency Policy:', spec.concurrencyPolicy);
  to.line(0, 'Suspend:', spec.suspend ? 'True' : 'False');
  to.line(0, 'Time Zone:', spec.timeZone ?? '<unset>');
  to.line(0, 'Successful Job History Limit:', spec.successfulJobsHistoryLimit ?? '<unset>');
  to.line(0, 'Failed Job History Limit:', spec.failedJobsHistoryLimit ?? '<unset>');
  const deadline = spec.startingDeadlineSeconds;
  to.line(0, 'Starting Deadline Seconds:', deadline === undefined ? '<unset>' : `${deadline}s`);
  to.line(0, 'Selector:', job.selector ? selectorString(job.selector) : '<unset>');
  to.line(0, 'Parallelism:', job.parallelism ?? '<unset>');
  to.line(0, 'Completions:', job.completions ?? '<unset>');
  if (job.activeDeadlineSeconds !== undefined) to.line(0, 'Active Deadline Seconds:', `${job.activeDeadlineSeconds}s`);
  describePodTemplate(to, job.template);
  to.line(0, 'Last Schedule Time:', status.lastScheduleTime ? rfc1123(status.lastScheduleTime) : '<unset>');
  to.line(0, 'Active Jobs:', (status.active ?? []).map(({ name }: Fields) => name).join(', ') || '<none>');
  describeEvents(to, cluster, object);
}

/** kubectl: describe.go, describePodDisruptionBudgetV1. */
export function describePodDisruptionBudget(to: Description, cluster: Cluster, object: KubeObject): void {
  const { metadata, spec, status = {} } = object as Fields;
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'Namespace:', metadata.namespace);
  if (spec.minAvailable !== undefined) to.line(0, 'Min available:', spec.minAvailable);
  else if (spec.maxUnavailable !== undefined) to.line(0, 'Max unavailable:', spec.maxUnavailable);
  to.line(0, 'Selector:', spec.selector ? selectorText(spec.selector) : '<unset>');
  to.line(0, 'Status:');
  to.line(2, 'Allowed disruptions:', status.disruptionsAllowed ?? 0);
  to.line(2, 'Current:', status.currentHealthy ?? 0);
  to.line(2, 'Desired:', status.desiredHealthy ?? 0);
  to.line(2, 'Total:', status.expectedPods ?? 0);
  describeEvents(to, cluster, object);
}
