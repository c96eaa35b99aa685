import { toJson } from '../../goJson.ts';
import { toYaml } from '../goYaml.ts';
import { alignColumns } from '../table.ts';
import { type Flag, flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { toKyaml } from './kyaml.ts';
import { type ServerResource, serverResources } from './serverResources.ts';
import type { Session } from './Session.ts';

export const apiResourcesFlags: Flag[] = [
  flag.output,
  { name: 'api-group', type: 'string' },
  { name: 'namespaced', type: 'bool' },
  { name: 'no-headers', type: 'bool' },
  { name: 'verbs', type: 'list' },
  { name: 'sort-by', type: 'string' },
  { name: 'cached', type: 'bool' },
  { name: 'categories', type: 'list' },
];

/** `kubectl api-resources`: what a 1.36 server has. */
export function apiResources(session: Session, args: ParsedArgs): void {
  refuseWords('api-resources', args.words);
  const group = valueOf(args, { name: 'api-group' });
  const namespaced = args.flags.has('namespaced') ? isSet(args, { name: 'namespaced' }) : undefined;
  const list = (name: string): string[] => (args.flags.get(name) ?? []).flatMap((value) => value.split(','));
  const [verbs, categories] = [list('verbs'), list('categories')];
  const output = valueOf(args, flag.output);
  const found = serverResources().filter(
    (resource) =>
      (group === undefined || resource.group === group) &&
      (namespaced === undefined || resource.namespaced === namespaced) &&
      verbs.every((verb) => resource.verbs.split(',').includes(verb)) &&
      categories.every((category) => resource.categories.includes(category)),
  );
  if (output && !['json', 'kyaml', 'name', 'wide', 'yaml'].includes(output))
    throw KubectlError.plain(
      `unable to match a printer suitable for the output format "${output}", allowed formats are: json,kyaml,name,wide,yaml`,
    );
  const sortBy = valueOf(args, { name: 'sort-by' });
  if (sortBy && sortBy !== 'name' && sortBy !== 'kind') throw KubectlError.plain('--sort-by accepts only name or kind');
  if (sortBy === 'kind') found.sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
  if (sortBy === 'name') found.sort((a, b) => (a.plural < b.plural ? -1 : a.plural > b.plural ? 1 : 0));
  if (output === 'name') {
    for (const info of found) session.print(info.group === '' ? info.plural : `${info.plural}.${info.group}`);
    return;
  }
  if (output === 'json' || output === 'yaml' || output === 'kyaml') {
    const list = listOf(found);
    session.stdout += { json: `${toJson(list, 4, true, true)}\n`, yaml: `${toYaml(list)}\n`, kyaml: toKyaml(list) }[
      output
    ];
    return;
  }
  const wide = output === 'wide';
  const rows = found.map((info) => [
    info.plural,
    info.shortNames.join(','),
    info.apiVersion,
    String(info.namespaced),
    info.kind,
    ...(wide ? [info.verbs, info.categories.join(',')] : []),
  ]);
  const header = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])];
  session.stdout += alignColumns(isSet(args, { name: 'no-headers' }) ? rows : [header, ...rows], 3, 6);
}

/** metav1.APIResourceList, of all groups in one. */
const listOf = (resources: readonly ServerResource[]): unknown => ({
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: '',
  resources: resources.map(({ plural, singular, namespaced, group, version, kind, verbs, shortNames, categories }) => ({
    name: plural,
    singularName: singular,
    namespaced,
    ...(group !== '' && { group }),
    version,
    kind,
    verbs: verbs.split(','),
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
  })),
});

function refuseWords(command: string, words: readonly string[]): void {
  if (words.length > 0)
    throw KubectlError.plain(
      `unexpected arguments: [${words.join(' ')}]\nSee 'kubectl ${command} -h' for help and examples`,
    );
}

/** `kubectl api-versions` */
export function apiVersions(session: Session, args: ParsedArgs): void {
  refuseWords('api-versions', args.words);
  const versions = new Set([...serverResources().map(({ apiVersion }) => apiVersion), 'autoscaling/v1']);
  for (const version of [...versions].sort()) session.print(version);
}
