import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Fields } from './Fields.ts';
import type { ApiStatus, FieldError } from './ApiResponse.ts';
import { invalid } from './fieldErrors.ts';
import { type KindInfo, kindInfo } from './kinds.ts';
import { violations } from './podSecurityChecks.ts';
import { type Labels, PREFIX } from './podSecurityLabels.ts';
import { forbiddenStatus } from './status.ts';

// k8s.io/pod-security-admission/admission

const LEVELS = ['privileged', 'baseline', 'restricted'];
const VERSION = /^(latest|v1\.(\d|[1-9]\d*))$/;

interface Policy {
  level: string;
  version: string;
}

const NOTHING: Policy = { level: 'privileged', version: 'latest' };

/** api.PolicyToEvaluate, of labels that are levels and versions: no Namespace here has others. */
function policyOf(labels: Labels, mode: 'enforce' | 'warn'): Policy {
  const level = labels[PREFIX + mode];
  const version = labels[`${PREFIX}${mode}-version`];
  if (level !== undefined) return { level, version: version ?? NOTHING.version };
  // what is enforced is warned of, too: of what makes Pods
  const enforced = mode === 'warn' ? policyOf(labels, 'enforce') : NOTHING;
  return { level: enforced.level, version: version ?? enforced.version };
}

/** Labels of a Namespace that are no level or no version. */
export function labelErrors(labels: Labels): FieldError[] {
  return ['enforce', 'audit', 'warn'].flatMap((mode) => {
    const [level, version] = [PREFIX + mode, `${PREFIX}${mode}-version`];
    const [ofLevel, ofVersion] = [labels[level], labels[version]];
    return [
      ...(ofLevel === undefined || LEVELS.includes(ofLevel)
        ? []
        : [invalid(`metadata.labels[${level}]`, ofLevel, `must be one of ${LEVELS.join(', ')}`)]),
      ...(ofVersion === undefined || VERSION.test(ofVersion)
        ? []
        : [invalid(`metadata.labels[${version}]`, ofVersion, 'must be "latest" or "v1.x"')]),
    ];
  });
}

/** DefaultPodSpecExtractor: a Pod's own spec, or the one of what will make Pods. */
function podOf({ kind, metadata, spec, template }: Fields): { metadata: Fields; spec: Fields } | undefined {
  if (kind === 'Pod') return { metadata, spec };
  const made = kind === 'PodTemplate' ? template : kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template;
  return made && { metadata: made.metadata ?? {}, spec: made.spec };
}

function judgement({ level, version }: Policy, pod: { metadata: Fields; spec: Fields }): string | undefined {
  const found = violations(level, pod.spec, pod.metadata);
  if (found.length === 0) return undefined;
  return `violate PodSecurity "${level}:${version}": ${found.map(({ reason, detail }) => `${reason} (${detail})`).join(', ')}`;
}

/** isSignificantPodUpdate: a Pod that is there is looked at again for other images alone. */
const isSame = (pod: Fields, old: KubeObject | undefined): boolean => {
  const looked = ({ spec }: Fields): string =>
    JSON.stringify(
      [spec.initContainers ?? [], spec.containers].map((list: Fields[]) => list.map((one) => one['image'])),
    );
  return old !== undefined && looked(pod) === looked(old);
};

/** Why the labels of its Namespace do not allow a Pod. */
export function refusal(labels: Labels, object: KubeObject, old: KubeObject | undefined): ApiStatus | undefined {
  if (isSame(object, old)) return undefined;
  const why = judgement(policyOf(labels, 'enforce'), object as Fields as { metadata: Fields; spec: Fields });
  if (why === undefined) return undefined;
  return forbiddenStatus(kindInfo('Pod') as KindInfo, object.metadata.name, why.replace('violate', 'violates'));
}

/** What the labels of its Namespace warn of in an object. */
export function warningsFor(labels: Labels, object: KubeObject, old: KubeObject | undefined): string[] {
  const pod = podOf(object);
  if (!pod || (object.kind === 'Pod' && isSame(object, old))) return [];
  const why = judgement(policyOf(labels, 'warn'), pod);
  return why === undefined ? [] : [`would ${why}`];
}

/** A Namespace itself warns of the Pods in it that it would no longer allow. */
export function pastWarnings(cluster: Cluster, { metadata }: KubeObject, old: KubeObject): string[] {
  const { level, version } = policyOf(metadata.labels ?? {}, 'enforce');
  const before = policyOf(old.metadata.labels ?? {}, 'enforce');
  if (level === before.level && version === before.version) return [];
  if (version === before.version && LEVELS.indexOf(level) < LEVELS.indexOf(before.level)) return [];
  const byReason = new Map<string, string[]>();
  for (const pod of cluster.store.list('Pod', metadata.name)) {
    const { metadata: ofPod, spec } = pod as Fields as { metadata: Fields; spec: Fields };
    const reasons = violations(level, spec, ofPod)
      .map(({ reason }) => reason)
      .join(', ');
    if (reasons !== '') byReason.set(reasons, [...(byReason.get(reasons) ?? []), ofPod['name']]);
  }
  if (byReason.size === 0) return [];
  const about = `existing pods in namespace "${metadata.name}" violate the new PodSecurity enforce level "${level}:${version}"`;
  const each = [...byReason].map(([reasons, names]) => {
    const more = names.length - 1;
    const others = more === 0 ? '' : ` (and ${more} other ${more === 1 ? 'pod' : 'pods'})`;
    return `${names.sort()[0]}${others}: ${reasons}`;
  });
  return [about, ...each.sort()];
}
