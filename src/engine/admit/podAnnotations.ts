import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid } from './fieldErrors.ts';
import { descending } from './volumePaths.ts';

// pkg/apis/core/validation: annotations that Kubernetes itself reads on Pods and their templates.

const MIRROR = 'kubernetes.io/config.mirror';
const COST = 'controller.kubernetes.io/pod-deletion-cost';
const SECCOMP_OF_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** ValidateSeccompProfile; where it stands is told without brackets. */
function seccompErrors(profile: string, at: string): FieldError[] {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(profile)) return [];
  const [, file] = /^localhost\/(.*)$/s.exec(profile) ?? [];
  return file === undefined ? [invalid(at, profile, 'must be a valid seccomp profile')] : descending(at, file);
}

/** ValidateAppArmorPodAnnotations, of one of them. */
function appArmorErrors(key: string, profile: string, spec: Fields, at: string): FieldError[] {
  const name = key.slice(APP_ARMOR.length);
  const known = ['initContainers', 'containers', 'ephemeralContainers'].some((list) =>
    (spec[list] as Fields[] | undefined)?.some((container) => container['name'] === name),
  );
  const errors = known ? [] : [invalid(`${at}[${key}]`, name, 'container not found')];
  if (!/^($|runtime\/default$|unconfined$|localhost\/)/.test(profile))
    errors.push(invalid(`${at}[${key}]`, profile, `invalid AppArmor profile name: ${JSON.stringify(profile)}`));
  return errors;
}

/** helper.GetDeletionCostFromPodAnnotations: no sign but a minus, and no zero before other digits. */
const isCost = (value: string): boolean => /^(0|-\d+|[1-9]\d*)$/.test(value) && Math.abs(Number(value) + 0.5) < 2 ** 31;

/** ValidatePodSpecificAnnotations */
export function podAnnotationErrors(annotations: Record<string, string>, spec: Fields, at: string): FieldError[] {
  const { [MIRROR]: mirror, [COST]: cost, [SECCOMP_OF_POD]: seccomp } = annotations;
  const errors: FieldError[] = [];
  if (mirror !== undefined && !spec['nodeName'])
    errors.push(invalid(`${at}[${MIRROR}]`, mirror, 'must set spec.nodeName if mirror pod annotation is set'));
  if (cost !== undefined && !isCost(cost)) errors.push(invalid(`${at}[${COST}]`, cost, 'must be a 32bit integer'));
  if (seccomp !== undefined) errors.push(...seccompErrors(seccomp, `${at}.${SECCOMP_OF_POD}`));
  const others = Object.entries(annotations);
  for (const [key, value] of others) if (key.startsWith(SECCOMP)) errors.push(...seccompErrors(value, `${at}.${key}`));
  for (const [key, value] of others)
    if (key.startsWith(APP_ARMOR)) errors.push(...appArmorErrors(key, value, spec, at));
  return errors;
}
