import { valueAt } from '../../plain.ts';
import type { KubeObject } from '../../../model/KubeObject.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import { OTHER_TABLES, WIDE_EVENTS } from './otherTables.ts';
import { SERVER_TABLES } from './serverTables.ts';
import { objectName } from './Printout.ts';
import { sortObjects } from './sortObjects.ts';
import { labelText, PLAIN_TABLE, tableOf } from './tables.ts';

/** A table of objects as `kubectl get` prints it: its header, unless `--no-headers`, and a row for each. */
export function tableRows(
  cluster: Cluster,
  args: ParsedArgs,
  info: KindInfo,
  objects: readonly KubeObject[],
  withKind: boolean,
): string[][] {
  const wide = valueOf(args, flag.output) === 'wide';
  const everywhere = isSet(args, flag.allNamespaces) && info.namespaced;
  const labelColumns = (args.flags.get('label-columns') ?? []).flatMap((value) => value.split(','));
  const showLabels = isSet(args, { name: 'show-labels' });
  // without the server's columns kubectl has those of objects that it does not know
  const printedHere = args.flags.has('server-print') && !isSet(args, { name: 'server-print' });
  const known = tableOf(info.kind) ?? OTHER_TABLES[info.kind] ?? SERVER_TABLES[info.kind];
  const shape = printedHere || !known ? PLAIN_TABLE : known;
  const columns = wide && info.kind === 'Event' ? WIDE_EVENTS : [...shape.columns, ...(wide ? shape.wide : [])];
  const header = [
    ...(everywhere ? ['Namespace'] : []),
    ...columns,
    ...labelColumns.map((label) => label.slice(label.lastIndexOf('/') + 1)),
    ...(showLabels ? ['Labels'] : []),
  ].map((name) => name.toUpperCase());
  const sorted = objects.map((object) => ({ object }));
  const sortBy = valueOf(args, { name: 'sort-by' });
  if (sortBy !== undefined) sortObjects(sorted, sortBy, (row) => row.object);
  const rows = sorted.map(({ object }) => {
    const cells = shape
      .cells(object as never, { now: cluster.now, wide })
      .slice(0, columns.length)
      .map(String);
    if (withKind) cells[0] = objectName(info, cells[0] ?? '');
    const labels = object.metadata.labels ?? {};
    return [
      ...(everywhere ? [object.metadata.namespace ?? ''] : []),
      ...cells,
      ...labelColumns.map((label) => valueAt(labels, label) ?? ''),
      ...(showLabels ? [labelText(labels)] : []),
    ];
  });
  return isSet(args, { name: 'no-headers' }) ? rows : [header, ...rows];
}
