import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { controllerOf } from './owners.ts';

/** What a controller said that it did to an object: what cannot be seen any more in the objects themselves. */
export interface NotedEvent {
  /** The object that it is about. */
  uid: string;
  reason: string;
  message: string;
  /** The Pod that it made, which is gone since. */
  pod?: string;
  /** The Pod for which it was done, before that was made. */
  forPod?: string;
  time: string;
}

/** An object as it last was, when it went (ms), and whether it was a Pod that the scheduler had bound. */
export interface GoneObject {
  readonly object: KubeObject;
  readonly at: number;
  readonly wasBound: boolean;
}

/** More are not kept: the oldest go. */
const MOST = 1000;

/** Notes what a controller did to an object of its own (client-go: record.EventRecorder). */
export function noteEvent(
  cluster: Cluster,
  about: KubeObject,
  reason: string,
  message: string,
  of: Pick<NotedEvent, 'forPod'> = {},
): void {
  keep(cluster, { uid: about.metadata.uid ?? '', reason, message, time: timestamp(cluster.now), ...of });
}

/** The uid of who made a Pod, not of who adopted it: most give names that the server completes. */
export function makerOf(pod: KubeObject): string | undefined {
  const { kind, name, uid } = controllerOf(pod) ?? {};
  const isNamed = kind === 'StatefulSet' || kind === 'Job';
  return isNamed || pod.metadata.generateName === `${name}-` ? uid : undefined;
}

/** A Pod is gone, or released: that somebody made it can be seen nowhere else. */
export function noteMaking(cluster: Cluster, pod: KubeObject): void {
  const uid = makerOf(pod);
  const { name, creationTimestamp: time = '' } = pod.metadata;
  if (uid !== undefined) keep(cluster, { uid, reason: 'SuccessfulCreate', message: '', pod: name, time });
}

/** The kinds of which controllers, the scheduler and kubelets speak. */
export const SPOKEN_OF = [
  'Pod',
  'Node',
  'ReplicaSet',
  'ReplicationController',
  'DaemonSet',
  'Job',
  'PersistentVolumeClaim',
  'StatefulSet',
  'Deployment',
  'PodDisruptionBudget',
  'Service',
];

/** An object is gone: what was said of it is not, unless its Namespace went. */
export function noteGone({ control: { gone, bound }, now }: Cluster, object: KubeObject): void {
  const { kind, metadata } = object;
  if (SPOKEN_OF.includes(kind)) keepIn(gone, { object, at: now, wasBound: bound.has(metadata.uid ?? '') });
  if (kind !== 'Namespace') return;
  const left = gone.filter((one) => one.object.metadata.namespace !== metadata.name);
  gone.splice(0, gone.length, ...left);
}

const keep = ({ control }: Cluster, event: NotedEvent): void => keepIn(control.events, event);

function keepIn<T>(kept: T[], one: T): void {
  kept.push(one);
  if (kept.length > MOST) kept.splice(0, kept.length - MOST);
}
