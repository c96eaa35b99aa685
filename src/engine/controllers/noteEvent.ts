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
  time: string;
}

/** More are not kept: the oldest go. */
const MOST = 1000;

/** Notes what a controller did to an object of its own (client-go: record.EventRecorder). */
export function noteEvent(cluster: Cluster, about: KubeObject, reason: string, message: string): void {
  keep(cluster, { uid: about.metadata.uid ?? '', reason, message, time: timestamp(cluster.now) });
}

/** A Pod is gone: that somebody made it can be seen nowhere else. */
export function noteMaking(cluster: Cluster, pod: KubeObject): void {
  const uid = controllerOf(pod)?.uid;
  const { name, creationTimestamp: time = '' } = pod.metadata;
  if (uid !== undefined) keep(cluster, { uid, reason: 'SuccessfulCreate', message: '', pod: name, time });
}

function keep({ control: { events } }: Cluster, event: NotedEvent): void {
  events.push(event);
  if (events.length > MOST) events.splice(0, events.length - MOST);
}
