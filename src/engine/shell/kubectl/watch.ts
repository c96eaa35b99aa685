import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import type { ObjectChange } from '../../cluster/ObjectStore.ts';
import type { Watcher } from '../../cluster/Watcher.ts';
import { dispatch } from '../../controllers/dispatch.ts';
import { advance, settle } from '../../controllers/settle.ts';
import { alignColumns } from '../table.ts';
import { flag, isSet, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
import { requestsFor, selecting } from './select.ts';
import { KubectlError } from './KubectlError.ts';
import { printerOf } from './print.ts';
import type { Session } from './Session.ts';
import { tableRows } from './tableRows.ts';

type EventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/**
 * `kubectl get --watch` (kubectl: get.go, watch): what there is, then a line for everything that happens to it. Where a
 * scenario is played in time and the line is nothing else, it goes on beside the steps; else until `timeout` ends it, or
 * the cluster has come to rest.
 */
export function watch(session: Session, args: ParsedArgs): void {
  const { cluster, context } = session;
  dispatch(cluster);
  const { info, name, namespace, objects, isSelected, several } = watched(session, args);
  const everywhere = isSet(args, flag.allNamespaces) || !info.namespaced;
  const withEvents = isSet(args, { name: 'output-watch-events' });
  const printer = printerOf(session, args, true);
  const print = (at: Cluster, type: EventType, shown: readonly KubeObject[], widths: number[]): string => {
    if (printer) return shown.map((object) => printer(told(type, object, withEvents), [{ info, object }])).join('');
    if (shown.length === 0) return '';
    const rows = tableRows(at, args, info, shown, isSet(args, { name: 'show-kind' }));
    const headed = !isSet(args, { name: 'no-headers' });
    const marked = withEvents ? rows.map((row, i) => [headed && i === 0 ? 'EVENT' : type.padEnd(8), ...row]) : rows;
    // the header is printed once, above the first row
    return alignColumns(widths.length > 0 && headed ? marked.slice(1) : marked, 3, 6, widths);
  };
  const isMeant = (object: KubeObject | undefined): object is KubeObject =>
    object?.kind === info.kind &&
    (everywhere || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    isSelected(object);
  const step = cluster.play?.running ?? 0;
  const beside = cluster.play !== undefined && context.alone;
  const watcher: Watcher = {
    widths: [],
    see(at, { before, after }: ObjectChange, widths) {
      const [was, is] = [isMeant(before), isMeant(after)];
      if (!was && !is) return;
      const type = !is ? 'DELETED' : was ? 'MODIFIED' : 'ADDED';
      const text = print(at, type, [(after ?? before) as KubeObject], widths);
      if (beside) at.log?.happened({ kind: 'printed', step, text });
      else session.stdout += text;
    },
  };
  if (!isSet(args, { name: 'watch-only' })) session.stdout += print(cluster, 'ADDED', objects, watcher.widths);
  if (several) throw KubectlError.plain('you may only watch a single resource or type of resource at a time');
  cluster.watchers.push(watcher);
  if (beside) return;
  if (context.deadline === undefined) settle(cluster);
  else advance(cluster, context.deadline);
  cluster.watchers.splice(cluster.watchers.indexOf(watcher), 1);
}

const told = (type: EventType, object: KubeObject, withEvents: boolean): unknown =>
  withEvents ? { type, object } : object;

/** The one object or the one list that is watched, and what there is of it. */
function watched(session: Session, args: ParsedArgs) {
  const requests = requestsFor(session, args);
  const [first] = requests;
  if (!first) throw KubectlError.plain('you must specify one resource to watch');
  const { info, name } = first;
  if (requests.some((one) => one.info.kind !== info.kind))
    throw KubectlError.plain('you may only specify a single resource type');
  const namespace = first.namespace ?? namespaceOf(args);
  const everywhere = isSet(args, flag.allNamespaces);
  const isSelected = selecting(info, valueOf(args, flag.selector), valueOf(args, flag.fieldSelector));
  const objects =
    name === undefined
      ? session.list(info, everywhere ? undefined : namespace).filter(isSelected)
      : requests.map((one) => session.get(info, namespace, one.name ?? ''));
  return { info, name, namespace, objects, isSelected, several: requests.length > 1 };
}
