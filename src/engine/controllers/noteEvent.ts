import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';

/** What a controller said that it did to an object: what cannot be seen any more in the objects themselves. */
export interface NotedEvent {
  /** The object that it is about. */
  uid: string;
  reason: string;
  message: string;
  time: string;
}

/** More are not kept: the oldest go. */
const MOST = 1000;

/** Notes what a controller did to an object of its own (client-go: record.EventRecorder). */
export function noteEvent(cluster: Cluster, about: KubeObject, reason: string, message: string): void {
  const { events } = cluster.control;
  events.push({ uid: about.metadata.uid ?? '', reason, message, time: timestamp(cluster.now) });
  if (events.length > MOST) events.splice(0, events.length - MOST);
}
