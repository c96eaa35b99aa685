import { KINDS } from '../../admit/kinds.ts';
import { alignColumns } from '../table.ts';
import { type Flag, flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import type { Session } from './Session.ts';

export const apiResourcesFlags: Flag[] = [
  flag.output,
  { name: 'api-group', type: 'string' },
  { name: 'namespaced', type: 'bool' },
  { name: 'no-headers', type: 'bool' },
  { name: 'verbs', type: 'string' },
  { name: 'sort-by', type: 'string' },
  { name: 'cached', type: 'bool' },
  { name: 'categories', type: 'string' },
];

/** `kubectl api-resources`: of the kinds that are simulated. */
export function apiResources(session: Session, args: ParsedArgs): void {
  const group = valueOf(args, { name: 'api-group' });
  const namespaced = args.flags.has('namespaced') ? isSet(args, { name: 'namespaced' }) : undefined;
  const kinds = KINDS.filter(
    (info) =>
      (group === undefined || info.group === group) && (namespaced === undefined || info.namespaced === namespaced),
  ).toSorted((a, b) => (a.group === b.group ? (a.plural < b.plural ? -1 : 1) : a.group < b.group ? -1 : 1));
  if (valueOf(args, flag.output) === 'name') {
    for (const info of kinds) session.print(info.group === '' ? info.plural : `${info.plural}.${info.group}`);
    return;
  }
  const rows = kinds.map((info) => [
    info.plural,
    info.shortNames.join(','),
    info.apiVersion,
    String(info.namespaced),
    info.kind,
  ]);
  const header = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'];
  session.stdout += alignColumns(isSet(args, { name: 'no-headers' }) ? rows : [header, ...rows], 3, 6);
}
