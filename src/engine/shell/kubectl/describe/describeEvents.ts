import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import { TAINT_EVICTION } from '../../../controllers/taintEviction.ts';
import { ageInterval, byLastTime, eventsAbout } from '../events.ts';
import type { Description } from './Description.ts';

/** kubectl: describe.go, DescribeEvents. */
export function describeEvents(to: Description, cluster: Cluster, object: KubeObject): void {
  if (!to.withEvents) return;
  // what is said of a Pod without its uid is not found by it
  const events = eventsAbout(cluster, object)
    .filter(({ reason }) => reason !== TAINT_EVICTION)
    .sort(byLastTime);
  if (events.length === 0) {
    to.line(0, 'Events:', '<none>');
    return;
  }
  to.flush();
  to.line(0, 'Events:');
  to.line(1, 'Type', 'Reason', 'Age', 'From', 'Message');
  to.line(1, '----', '------', '----', '----', '-------');
  for (const event of events) {
    const { type, reason, source, message } = event;
    const { fieldPath } = event.involvedObject;
    const text = fieldPath === undefined ? message : `${fieldPath}: ${message}`;
    to.line(1, type, reason, ageInterval(event, cluster.now), source.component, text);
  }
}
