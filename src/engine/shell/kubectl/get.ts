import type { KubeObject } from '../../../model/KubeObject.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import { UNKNOWN_RESOURCE } from '../../admit/status.ts';
import { pathSegment } from '../../admit/validators.ts';
import { withManagedFields } from '../../admit/managed/managedFields.ts';
import { alignColumns } from '../table.ts';
import { type Flag, flag, isSet, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
import { BadTemplate, checkPath, checkSyntax, valuesAt } from './jsonPath.ts';
import { KubectlError, type Problem } from './KubectlError.ts';
import { listOf, printerOf } from './print.ts';
import { requireSubresource, SCALE, scaleOf } from './scaleSubresource.ts';
import type { Session } from './Session.ts';
import { getRaw } from './rawRequest.ts';
import { refuseNames } from './resources.ts';
import { requestsFor, select } from './select.ts';
import { sortObjects } from './sortObjects.ts';
import { tableRows } from './tableRows.ts';
import { watch } from './watch.ts';

export const getFlags: Flag[] = [
  flag.output,
  flag.selector,
  flag.fieldSelector,
  flag.allNamespaces,
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.template,
  flag.ignoreNotFound,
  flag.showManagedFields,
  { name: 'show-labels', type: 'bool' },
  { name: 'show-kind', type: 'bool' },
  { name: 'no-headers', type: 'bool' },
  { name: 'sort-by', type: 'string' },
  { name: 'label-columns', short: 'L', type: 'list' },
  { name: 'watch', short: 'w', type: 'bool' },
  { name: 'watch-only', type: 'bool' },
  { name: 'chunk-size', type: 'int' },
  { name: 'subresource', type: 'string' },
  { name: 'raw', type: 'string' },
  { name: 'allow-missing-template-keys', type: 'bool' },
  { name: 'server-print', type: 'bool' },
  { name: 'output-watch-events', type: 'bool' },
];

const NO_RESOURCE = `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.

error: Required resource not specified.
Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).
See 'kubectl get -h' for help and examples
`;

interface Found {
  info: KindInfo;
  object: KubeObject;
}

/** One answer of the server: a named object, or a collection. */
interface Group {
  info: KindInfo;
  objects: KubeObject[];
  single: boolean;
}

/** `kubectl get` */
export function get(session: Session, args: ParsedArgs): void {
  if (args.flags.has('raw')) return raw(session, args);
  if (
    isSet(args, { name: 'output-watch-events' }) &&
    !isSet(args, { name: 'watch' }) &&
    !isSet(args, { name: 'watch-only' })
  )
    throw KubectlError.plain('--output-watch-events option can only be used with --watch or --watch-only');
  if (isSet(args, { name: 'watch' }) || isSet(args, { name: 'watch-only' })) return watch(session, args);
  const format = (valueOf(args, flag.output) ?? '').split('=')[0] ?? '';
  const isTable = (format === '' && !args.flags.has(flag.template.name)) || valueOf(args, flag.output) === 'wide';
  if (!isTable && isSet(args, { name: 'show-labels' }))
    throw KubectlError.plain(`--show-labels option cannot be used with ${format} printer`);
  const { groups, problems, single } = fetch(session, args);
  const sortBy = valueOf(args, { name: 'sort-by' });
  if (isTable) printTables(session, args, groups, problems.length > 0);
  else {
    const found = groups.flatMap(({ info, objects }) => objects.map((object): Found => ({ info, object })));
    if (single && problems.length > 0) throw new KubectlError(problems);
    const printer =
      found.length > 0 || !(single || isSet(args, flag.ignoreNotFound)) ? printerOf(session, args, true) : undefined;
    if (printer) {
      // it is lists that are sorted (SortingPrinter)
      if (sortBy !== undefined && !(single && found.length === 1)) {
        checkSorting(sortBy);
        if (found.length > 0 && found.every(({ object }) => valuesAt(sortBy, object).length === 0))
          throw unsorted(sortBy);
        sortObjects(found, sortBy, (f) => f.object);
      }
      const shown = showsManagedFields(args)
        ? found.map(({ info, object }) => ({ info, object: withManagedFields(session.cluster, info, object) }))
        : found;
      const objects = shown.map((f) => f.object);
      const data = single && objects.length === 1 ? objects[0] : listOf(objects);
      session.stdout += printer(data, shown);
    }
  }
  if (problems.length > 0) throw new KubectlError(problems);
}

/** cli-runtime: printers/managedfields.go takes them out of YAML and JSON alone. */
const showsManagedFields = (args: ParsedArgs): boolean =>
  isSet(args, flag.showManagedFields) || !/^(yaml|kyaml|json|name)$/i.test(valueOf(args, flag.output) ?? '');

function fetch(session: Session, args: ParsedArgs): { groups: Group[]; problems: Problem[]; single: boolean } {
  const selector = valueOf(args, flag.selector);
  const fields = valueOf(args, flag.fieldSelector);
  refuseNames(args.words, selector !== undefined || fields !== undefined);
  const requests = requestsFor(session, args);
  const [first] = requests;
  // Files that hold nothing are no error.
  if (!first && args.flags.has(flag.filename.name)) return { groups: [], problems: [], single: false };
  if (!first) throw new KubectlError([], 1, NO_RESOURCE);
  const everywhere = isSet(args, flag.allNamespaces);
  const named = requests.some(({ name }) => name !== undefined);
  if (named && everywhere) throw KubectlError.plain('a resource cannot be retrieved by name across all namespaces');
  const subresource = valueOf(args, { name: 'subresource' });
  if (subresource !== undefined && !named)
    throw KubectlError.plain('subresource cannot be used when bulk resources are specified');
  if (subresource !== undefined && subresource !== 'status' && subresource !== 'scale')
    throw KubectlError.status(UNKNOWN_RESOURCE);
  const groups: Group[] = [];
  const problems: Problem[] = [];
  for (const request of requests) {
    try {
      const namespace = request.namespace ?? namespaceOf(args);
      const misplaced = pathSegment(namespace);
      if (misplaced.length > 0)
        throw new KubectlError([], 1, `invalid namespace "${namespace}": [${misplaced.join(' ')}]\n`);
      if (request.name !== undefined) {
        requireSubresource(request.info, subresource);
        const object = session.get(request.info, namespace, request.name);
        const asked =
          subresource === 'scale'
            ? { info: SCALE, objects: [scaleOf(request.info, object)] }
            : { info: request.info, objects: [object] };
        groups.push({ ...asked, single: true });
      } else {
        const all = session.list(request.info, everywhere ? undefined : namespace);
        groups.push({ info: request.info, objects: select(request.info, all, selector, fields), single: false });
      }
    } catch (error) {
      if (!(error instanceof KubectlError) || error.problems.length === 0) throw error;
      const missing = error.problems.every((p) => p.kind === 'status' && p.status.reason === 'NotFound');
      if (!(missing && isSet(args, flag.ignoreNotFound))) problems.push(...error.problems);
    }
  }
  return { groups, problems, single: requests.length === 1 && first.name !== undefined };
}

function printTables(session: Session, args: ParsedArgs, groups: Group[], failed: boolean): void {
  const kinds = new Set(groups.map(({ info }) => info.kind));
  const withKind = isSet(args, { name: 'show-kind' }) || kinds.size > 1;
  const merged: Group[] = [];
  for (const group of groups) {
    const last = merged.at(-1);
    if (last && last.info.kind === group.info.kind) last.objects = [...last.objects, ...group.objects];
    else merged.push({ ...group });
  }
  const sortBy = valueOf(args, { name: 'sort-by' });
  // rows of more than one answer come without their objects: nothing is found in them (sorter.go, NewTableSorter)
  if (sortBy !== undefined && groups.length > 1 && groups.some(({ objects }) => objects.length > 0))
    throw unsorted(sortBy);
  let printed = 0;
  for (const { info, objects } of merged) {
    if (objects.length === 0) continue;
    if (sortBy !== undefined && !isFound(sortBy, objects)) continue;
    if (printed > 0 && !isSet(args, { name: 'no-headers' })) session.print('');
    session.stdout += alignColumns(tableRows(session.cluster, args, info, objects, withKind), 3, 6);
    printed++;
  }
  if (printed > 0 || failed || isSet(args, flag.ignoreNotFound)) return;
  const namespaced = groups.every(({ info }) => info.namespaced) && !isSet(args, flag.allNamespaces);
  session.complain(namespaced ? `No resources found in ${namespaceOf(args)} namespace.` : 'No resources found');
}

/** cmd/get/sorter.go, SortObjects */
function checkSorting(path: string): void {
  checkPath(path);
  try {
    checkSyntax(path);
  } catch (error) {
    throw error instanceof BadTemplate ? KubectlError.plain(error.why) : error;
  }
}

/** A field that no object has leaves nothing to print, and so does what is no path (sorter.go, NewTableSorter). */
function isFound(path: string, objects: readonly KubeObject[]): boolean {
  try {
    checkPath(path);
    return objects.some((object) => valuesAt(path, object).length > 0);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    return false;
  }
}

const unsorted = (path: string): KubectlError =>
  KubectlError.plain(`couldn't find any field with path "${relaxed(path)}" in the list of objects`);

/** kubectl: customcolumn.go, RelaxedJSONPathExpression: braces and the dot at the beginning may be left out. */
const relaxed = (path: string): string => `{.${path.replace(/^\{|\}$/g, '').replace(/^\./, '')}}`;

/** `kubectl get --raw`: a path alone. */
function raw(session: Session, args: ParsedArgs): void {
  if (args.words.length > 0) throw KubectlError.plain('arguments may not be passed when --raw is specified');
  if (['watch', 'watch-only', flag.selector.name].some((name) => args.flags.has(name)))
    throw KubectlError.plain(
      '--raw may not be specified with other flags that filter the server request or alter the output',
    );
  getRaw(session, args);
}
