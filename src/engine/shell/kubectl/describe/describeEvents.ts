import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import { ageOf } from '../tables.ts';
import { eventsAbout } from '../events.ts';
import type { Description } from './Description.ts';

/** kubectl: describe.go, DescribeEvents. */
export function describeEvents(to: Description, cluster: Cluster, object: KubeObject): void {
  if (!to.withEvents) return;
  const events = eventsAbout(cluster, object);
  if (events.length === 0) {
    to.line(0, 'Events:', '<none>');
    return;
  }
  to.flush();
  to.line(0, 'Events:');
  to.line(1, 'Type', 'Reason', 'Age', 'From', 'Message');
  to.line(1, '----', '------', '----', '----', '-------');
  for (const { type, reason, firstTimestamp, lastTimestamp, count, source, message, involvedObject } of events) {
    const { fieldPath } = involvedObject;
    const text = fieldPath === undefined ? message : `${fieldPath}: ${message}`;
    const first = ageOf(firstTimestamp, cluster.now);
    const age = count > 1 ? `${ageOf(lastTimestamp, cluster.now)} (x${count} over ${first})` : first;
    to.line(1, type, reason, age, source.component, text);
  }
}
