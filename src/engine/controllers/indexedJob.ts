import type { Pod } from '../../model/Pod.ts';
import type { PodTemplate, Workload } from '../../model/Workload.ts';
import { clone } from '../admit/clone.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { PodDetails } from './makePod.ts';
import { rankedForDeletion } from './rankedForDeletion.ts';
import { createPods, deletePods } from './replicas.ts';

const INDEX = 'batch.kubernetes.io/job-completion-index';
const FAILURES = 'batch.kubernetes.io/job-index-failure-count';
const VARIABLE = 'JOB_COMPLETION_INDEX';

/** names.MaxGeneratedNameLength */
const LONGEST_BASE = 58;

/** The Pods of a Job whose completionMode is Indexed: one of each index (controller: job, indexed_job_utils.go). */
export function manageIndexed(
  cluster: Cluster,
  owner: Workload,
  active: readonly Pod[],
  wanted: number,
  completions: number,
): void {
  const spare = spareOf(active, active.length - wanted, completions);
  // either Pods are made or Pods go; who goes is decided first
  if (spare.length > 0) {
    deletePods(cluster, owner, spare);
    return;
  }
  const taken = new Set(active.map(indexOf));
  const missing: PodDetails[] = [];
  for (let index = 0; index < completions && active.length + missing.length < wanted; index++)
    if (!taken.has(index)) missing.push(detailsOf(owner, index));
  createPods(cluster, owner, withVariable(owner.spec.template), missing);
}

/** Those of an index that another Pod has, or that there is no more; then, if they are too few, the last that came. */
function spareOf(active: readonly Pod[], atLeast: number, completions: number): Pod[] {
  const kept = new Map<number, Pod>();
  const spare: Pod[] = [];
  for (const pod of active) {
    const index = indexOf(pod);
    if (index >= 0 && index < completions && !kept.has(index)) kept.set(index, pod);
    else spare.push(pod);
  }
  if (spare.length >= atLeast) return spare;
  // of Pods that came at once, the ranking takes the last
  const left = [...kept.values()].toSorted((a, b) => indexOf(b) - indexOf(a));
  return [...spare, ...rankedForDeletion(left, []).slice(0, atLeast - spare.length)];
}

const indexOf = (pod: Pod): number => Number(pod.metadata.annotations?.[INDEX] ?? -1);

function detailsOf(owner: Workload, index: number): PodDetails {
  const tail = `-${index}-`;
  const { name } = owner.metadata;
  const base = `${name}${tail}`;
  const counted = owner.spec['backoffLimitPerIndex'] === undefined ? {} : { [FAILURES]: '0' };
  return {
    generateName: base.length > LONGEST_BASE ? base.slice(0, LONGEST_BASE - tail.length) + tail : base,
    annotations: { [INDEX]: String(index), ...counted },
    labels: { [INDEX]: String(index) },
    spec: () => ({ hostname: `${name}-${index}` }),
  };
}

/** The same template each time: what is made of one is remembered. */
const templates = new WeakMap<PodTemplate, PodTemplate>();

/** A template whose containers know their index (addCompletionIndexEnvVariables). */
function withVariable(template: PodTemplate): PodTemplate {
  const known = templates.get(template);
  if (known) return known;
  const variable = { name: VARIABLE, valueFrom: { fieldRef: { fieldPath: `metadata.labels['${INDEX}']` } } };
  const told = clone(template);
  for (const container of [...(told.spec.initContainers ?? []), ...told.spec.containers])
    if (!container.env?.some(({ name }) => name === VARIABLE)) container.env = [...(container.env ?? []), variable];
  templates.set(template, told);
  return told;
}
