import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import type { ApiStatus } from '../ApiResponse.ts';
import type { Fields } from '../Fields.ts';
import { kindInfo, type KindInfo } from '../kinds.ts';
import { quantityValue } from '../quantity.ts';
import { aggregate, forbiddenStatus } from '../status.ts';
import { type Amounts, podResources } from './podResources.ts';

// plugin/pkg/admission/limitranger

const ANNOTATION = 'kubernetes.io/limit-ranger';

const rangesOf = ({ store }: Cluster, namespace: string | undefined): Fields[][] =>
  store
    .list<KubeObject & { spec: { limits?: Fields[] } }>('LimitRange', namespace)
    .map(({ spec }) => spec.limits ?? []);

/** Fills in what containers do not say of their resources, and notes it in an annotation (PodMutateLimitFunc). */
export function fillInLimits(cluster: Cluster, object: Fields): void {
  for (const limits of rangesOf(cluster, object['metadata'].namespace)) {
    const own = limits.filter(({ type }) => type === 'Container');
    const requests: Amounts = Object.assign({}, ...own.map(({ defaultRequest }) => defaultRequest));
    const most: Amounts = Object.assign({}, ...own.map((item) => item['default']));
    const notes: string[] = [];
    const fill = (container: Fields, what: string): Fields => {
      const resources = container['resources'] ?? {};
      const lacking = (defaults: Amounts, given: Amounts = {}): string[] =>
        Object.keys(defaults)
          .filter((name) => given[name] === undefined)
          .sort();
      const missing = { requests: lacking(requests, resources.requests), limits: lacking(most, resources.limits) };
      if (missing.requests.length > 0)
        notes.push(`${missing.requests.join(', ')} request for ${what} ${container['name']}`);
      if (missing.limits.length > 0) notes.push(`${missing.limits.join(', ')} limit for ${what} ${container['name']}`);
      const filled = { ...resources };
      if (missing.requests.length > 0) filled.requests = { ...requests, ...resources.requests };
      if (missing.limits.length > 0) filled.limits = { ...most, ...resources.limits };
      return { ...container, resources: filled };
    };
    const { spec, metadata } = object;
    const containers = (spec.containers ?? []).map((container: Fields) => fill(container, 'container'));
    const init = spec.initContainers?.map((container: Fields) => fill(container, 'init container'));
    if (notes.length === 0) continue;
    object['spec'] = { ...spec, containers, ...(init ? { initContainers: init } : {}) };
    metadata.annotations = { ...metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${notes.join('; ')}` };
  }
}

/** Refuses what asks for less or more than the limits of its Namespace allow. */
export function limitRefusal(cluster: Cluster, object: KubeObject): ApiStatus | undefined {
  if (object.kind !== 'Pod' && object.kind !== 'PersistentVolumeClaim') return undefined;
  for (const limits of rangesOf(cluster, object.metadata.namespace)) {
    const wrong = limits.flatMap((item) =>
      object.kind === 'Pod' ? podErrors(item, object) : claimErrors(item, object),
    );
    if (wrong.length === 0) continue;
    return forbiddenStatus(kindInfo(object.kind) as KindInfo, object.metadata.name, aggregate(wrong));
  }
  return undefined;
}

function podErrors(item: Fields, object: Fields): string[] {
  const { spec } = object;
  if (item['type'] === 'Pod') return errorsOf(item, podResources(spec, 'requests'), podResources(spec, 'limits'));
  if (item['type'] !== 'Container') return [];
  return [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ resources }: Fields) =>
    errorsOf(item, resources?.requests ?? {}, resources?.limits ?? {}),
  );
}

function errorsOf(item: Fields, requests: Amounts, limits: Amounts): string[] {
  const { type, min, max, maxLimitRequestRatio } = item;
  return [
    ...entries(min).flatMap(([name, least]) => minError(type, name, least, requests[name], limits[name])),
    ...entries(max).flatMap(([name, most]) => maxError(type, name, most, requests[name], limits[name])),
    ...entries(maxLimitRequestRatio).flatMap(([name, ratio]) =>
      ratioError(type, name, ratio, requests[name], limits[name]),
    ),
  ];
}

const claimErrors = ({ type, min, max }: Fields, object: Fields): string[] => {
  if (type !== 'PersistentVolumeClaim') return [];
  const requests: Amounts = object['spec'].resources?.requests ?? {};
  return [
    ...entries(min).flatMap(([name, least]) => minError(type, name, least, requests[name], undefined)),
    // as far as claims go, a request is its own limit
    ...entries(max).flatMap(([name, most]) => {
      const text = `maximum ${name} usage per ${type} is ${most}`;
      if (requests[name] === undefined) return [`${text}.  No request is specified`];
      return more(requests[name], most) ? [`${text}, but request is ${requests[name]}`] : [];
    }),
  ];
};

type Given = string | undefined;
const entries = (amounts: Amounts | undefined): [string, string][] =>
  Object.entries(amounts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
const more = (a: string, b: string): boolean => quantityValue(a) > quantityValue(b);

function minError(type: string, name: string, least: string, request: Given, limit: Given): string[] {
  const text = `minimum ${name} usage per ${type} is ${least}`;
  if (request === undefined) return [`${text}.  No request is specified`];
  if (more(least, request)) return [`${text}, but request is ${request}`];
  return limit !== undefined && more(least, limit) ? [`${text}, but limit is ${limit}`] : [];
}

function maxError(type: string, name: string, most: string, request: Given, limit: Given): string[] {
  const text = `maximum ${name} usage per ${type} is ${most}`;
  if (limit === undefined) return [`${text}.  No limit is specified`];
  if (more(limit, most)) return [`${text}, but limit is ${limit}`];
  return request !== undefined && more(request, most) ? [`${text}, but request is ${request}`] : [];
}

function ratioError(type: string, name: string, most: string, request: Given, limit: Given): string[] {
  const text = `${name} max limit to request ratio per ${type} is ${most}`;
  if (!request || quantityValue(request) === 0n) return [`${text}, but no request is specified or request is 0`];
  if (!limit || quantityValue(limit) === 0n) return [`${text}, but no limit is specified or limit is 0`];
  const ratio = Number(quantityValue(limit)) / Number(quantityValue(request));
  return ratio > Number(quantityValue(most)) / 1e9 ? [`${text}, but provided ratio is ${ratio.toFixed(6)}`] : [];
}
