import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, goJson, invalid } from './fieldErrors.ts';
import { internalForm, internalPodSpec } from './internalForm.ts';
import { unifiedDiff } from './unifiedDiff.ts';

const MUTABLE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

const listOf = (spec: Fields, field: string): Fields[] => spec[field] ?? [];

const pretty = (spec: Fields, shown = false): string => goJson(internalPodSpec(spec, shown), 1);

/** What may change, as it was; of a negative grace period nothing is stored (Convert_v1_PodSpec_To_core_PodSpec). */
function munged(spec: Fields, old: Fields): Fields {
  const images = (field: string) =>
    listOf(spec, field).map((container, i) => ({ ...container, image: listOf(old, field)[i]?.['image'] }));
  const { activeDeadlineSeconds, tolerations, schedulingGates } = old;
  return {
    ...spec,
    containers: images('containers'),
    initContainers: spec['initContainers'] && images('initContainers'),
    activeDeadlineSeconds,
    tolerations,
    schedulingGates,
  };
}

/** validateOnlyAddedTolerations */
function tolerationErrors(spec: Fields, old: Fields): FieldError[] {
  const bare = (toleration: Fields) => goJson(internalForm({ ...toleration, tolerationSeconds: 0 }, 'Toleration'));
  const now = new Set(listOf(spec, 'tolerations').map(bare));
  if (listOf(old, 'tolerations').every((toleration) => now.has(bare(toleration)))) return [];
  return [forbidden('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds')];
}

/** validateOnlyDeletedSchedulingGates */
function gateErrors(spec: Fields, old: Fields): FieldError[] {
  const before = new Set(listOf(old, 'schedulingGates').map(({ name }) => name));
  return listOf(spec, 'schedulingGates').flatMap(({ name }, i) =>
    before.has(name)
      ? []
      : [
          forbidden(
            `spec.schedulingGates[${i}].name`,
            `only deletion is allowed, but found new scheduling gate '${name}'`,
          ),
        ],
  );
}

/** ValidatePodUpdate: hardly anything of a Pod's spec can be changed. */
export function validatePodUpdate(object: Fields, old: Fields): FieldError[] {
  const spec: Fields = object['spec'];
  const was: Fields = old['spec'];
  for (const field of ['containers', 'initContainers'])
    if (listOf(spec, field).length !== listOf(was, field).length)
      return [forbidden(`spec.${field}`, 'pod updates may not add or remove containers')];
  const errors: FieldError[] = [];
  const deadline: number | undefined = spec['activeDeadlineSeconds'];
  const deadlineWas: number | undefined = was['activeDeadlineSeconds'];
  const at = 'spec.activeDeadlineSeconds';
  if (deadline !== undefined && (deadline < 0 || deadline > 2147483647))
    return [invalid(at, deadline, 'must be between 0 and 2147483647, inclusive')];
  if (deadline !== undefined && deadlineWas !== undefined && deadline > deadlineWas)
    return [invalid(at, deadline, 'must be less than or equal to previous value')];
  if (deadline === undefined && deadlineWas !== undefined)
    errors.push(invalid(at, null, 'must not update from a positive integer to nil value'));
  errors.push(...tolerationErrors(spec, was), ...gateErrors(spec, was));
  const after = munged(spec, was);
  // Of a Pod that the scheduler does not look at yet, more of the nodeSelector may be said.
  if (listOf(was, 'schedulingGates').length > 0) {
    const selector: Record<string, string> = spec['nodeSelector'] ?? {};
    if (Object.entries(was['nodeSelector'] ?? {}).some(([key, value]) => selector[key] !== value)) {
      const text = 'only additions to spec.nodeSelector are allowed (no mutations or deletions)';
      errors.push(invalid('spec.nodeSelector', spec['nodeSelector'] ?? null, text));
    }
    after['nodeSelector'] = was['nodeSelector'];
  }
  const [before, now] = [pretty(was), pretty(after)];
  return before === now
    ? errors
    : [...errors, forbidden('spec', `${MUTABLE}\n${unifiedDiff(before, pretty(after, true))}`)];
}
