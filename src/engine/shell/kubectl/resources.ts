import { findResource, type KindInfo } from '../../admit/kinds.ts';
import { KubectlError } from './KubectlError.ts';
import { emptyResource } from './serverResources.ts';

/** What the words after a verb ask for: whole collections, or objects by name. */
export interface Request {
  info: KindInfo;
  name: string | undefined;
}

/** The category `all`, in the server's order. */
const ALL = [
  'pods',
  'replicationcontrollers',
  'services',
  'daemonsets',
  'deployments',
  'replicasets',
  'statefulsets',
  'horizontalpodautoscalers',
  'cronjobs',
  'jobs',
];

/** The kind that a resource's word means, or kubectl's complaint. */
export function resourceNamed(word: string): KindInfo {
  const [name = ''] = word.split('.');
  const lower = name.toLowerCase();
  // capitals count in short names alone (apimachinery: meta, coerceResourceForMatching)
  const known = name === lower || findResource(name)?.shortNames.includes(lower) === false;
  const info = known ? (findResource(word) ?? withGroup(word) ?? emptyResource(word)) : undefined;
  if (!info) throw KubectlError.plain(`the server doesn't have a resource type "${name}"`);
  return info;
}

/** `deployments.apps`, `endpointslices.v1.discovery.k8s.io` */
function withGroup(word: string): KindInfo | undefined {
  const dot = word.indexOf('.');
  if (dot < 0) return undefined;
  const info = findResource(word.slice(0, dot));
  if (!info) return undefined;
  const rest = word.slice(dot + 1).replace(/\.$/, '');
  // A core resource's version needs the dot of its empty group: `services.v1.`
  const withVersion = info.group === '' ? '' : `${info.version}.${info.group}`;
  if (info.group === '') return word.endsWith('.') && rest === info.version ? info : undefined;
  return rest === info.group || rest === withVersion ? info : undefined;
}

/** A kind that two words name is asked once (cli-runtime: resource.Builder, resourceMappings). */
function typesOf(word: string): KindInfo[] {
  const words = word.split(',').flatMap((type) => (type === 'all' ? ALL : [type]));
  const infos = words.map(resourceNamed);
  return [...new Map(infos.map((info) => [`${info.apiVersion}/${info.kind}`, info])).values()];
}

/** cli-runtime: resource.Builder, visitBySelector: what a selector finds, nobody names beside it. */
export function refuseNames(words: readonly string[], selecting: boolean): void {
  if (!selecting) return;
  if (words.some((word) => word.includes('/')))
    throw KubectlError.plain('selectors and the all flag cannot be used when passing resource/name arguments');
  if (words.length > 1) throw KubectlError.plain('name cannot be provided when a selector is specified');
}

/** visitByPaths: what files name, words do not name beside them. */
export function refuseWordsBesideFiles(words: readonly string[]): void {
  if (words.length === 0) return;
  if (words.some((word) => word.includes('/')) && requestsOf(words).length > 0)
    throw KubectlError.plain('resource/name arguments cannot be provided when a path is specified');
  throw KubectlError.plain(
    'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
  );
}

/** Each of several types with each name (normalizeMultipleResourcesArgs). */
function normalized([types = '', ...names]: readonly string[]): string[] {
  const each = [...new Set(types.split(','))];
  return each.flatMap((type) => names.map((name) => `${type}/${name}`));
}

/** kubectl: resource.Builder's ResourceTypeOrNameArgs. */
export function requestsOf(given: readonly string[]): Request[] {
  const words = given.length > 1 && given[0]?.includes(',') ? normalized(given) : given;
  if (words.some((word) => word.includes('/'))) {
    return words.map((word) => {
      const parts = word.split('/');
      if (parts.length === 1)
        throw KubectlError.plain(
          'there is no need to specify a resource type as a separate argument when passing arguments in resource/name ' +
            "form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
        );
      const [type, name] = parts;
      if (parts.length > 2)
        throw KubectlError.plain('arguments in resource/name form may not have more than one slash');
      if (!type || !name || type.includes(','))
        throw KubectlError.plain('arguments in resource/name form must have a single resource and name');
      return { info: resourceNamed(type), name };
    });
  }
  const [types, ...names] = words;
  if (types === undefined) return [];
  // of the types that the alias stands for, none is asked for a name (visitByName)
  if (types === 'all' && names.length > 0) throw KubectlError.plain('you must specify only one resource');
  const infos = typesOf(types);
  if (names.length === 0) return infos.map((info) => ({ info, name: undefined }));
  return infos.flatMap((info) => names.map((name) => ({ info, name })));
}
