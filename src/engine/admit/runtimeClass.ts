import { sameJson } from '../plain.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { ApiStatus } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { type KindInfo, kindInfo } from './kinds.ts';
import { forbiddenStatus } from './status.ts';

// plugin/pkg/admission/runtimeclass

const rejected = ({ metadata }: Fields, why: string): ApiStatus =>
  forbiddenStatus(kindInfo('Pod') as KindInfo, metadata.name ?? '', why);

const UNLIKE = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";

const classOf = (cluster: Cluster, { spec }: Fields): Fields | undefined =>
  cluster.store.get('RuntimeClass', undefined, spec.runtimeClassName ?? '');

/** Admit: what the class of a Pod costs, and where its Pods go, is written into the Pod. */
export function applyRuntimeClass(cluster: Cluster, object: Fields): ApiStatus | undefined {
  const { spec } = object;
  if (!spec.runtimeClassName) return undefined;
  const found = classOf(cluster, object);
  if (!found) return rejected(object, `pod rejected: RuntimeClass ${JSON.stringify(spec.runtimeClassName)} not found`);
  const { podFixed } = found['overhead'] ?? {};
  const { nodeSelector: wanted = {}, tolerations = [] } = found['scheduling'] ?? {};
  if (podFixed && Object.keys(spec.overhead ?? {}).length > 0 && !sameJson(podFixed, spec.overhead))
    return rejected(object, UNLIKE);
  const own: Record<string, string> = spec.nodeSelector ?? {};
  for (const [key, value] of Object.entries<string>(wanted))
    if (Object.hasOwn(own, key) && own[key] !== value)
      return rejected(
        object,
        `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own[key]}`,
      );
  const further = tolerations.filter((one: Fields) => !spec.tolerations?.some((other: Fields) => sameJson(one, other)));
  object['spec'] = {
    ...spec,
    ...(podFixed && { overhead: podFixed }),
    ...(Object.keys(wanted).length > 0 && { nodeSelector: { ...own, ...wanted } }),
    ...(further.length > 0 && { tolerations: [...(spec.tolerations ?? []), ...further] }),
  };
  return undefined;
}

/** Validate, which comes after the fields' own rules: an overhead is that of the class. */
export function overheadRefusal(cluster: Cluster, object: Fields): ApiStatus | undefined {
  const podFixed = classOf(cluster, object)?.['overhead']?.podFixed;
  if (podFixed) return sameJson(podFixed, object['spec'].overhead) ? undefined : rejected(object, UNLIKE);
  return rejected(object, 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead');
}
