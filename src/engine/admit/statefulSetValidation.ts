import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid, notSupported } from './fieldErrors.ts';
import { nonNegative } from './probeValidation.ts';
import { claimErrors } from './storage.ts';
import { allInvalid, dns1123Label } from './validators.ts';
import { ownSelectorErrors, restartErrors, selectedTemplateErrors } from './workloadValidation.ts';

/** pkg/apis/apps/validation, ValidateStatefulSet. */
export function validateStatefulSet(object: Fields, old?: Fields): FieldError[] {
  const { spec } = object;
  const errors: FieldError[] = [];
  if (!['OrderedReady', 'Parallel'].includes(spec.podManagementPolicy)) {
    errors.push(invalid('spec.podManagementPolicy', spec.podManagementPolicy, "must be 'OrderedReady' or 'Parallel'"));
  }
  const { type, rollingUpdate } = spec.updateStrategy;
  const shown = rollingUpdate
    ? { Partition: rollingUpdate.partition ?? 0, MaxUnavailable: rollingUpdate.maxUnavailable ?? null }
    : null;
  if (type === 'OnDelete') {
    if (rollingUpdate) {
      const text = "only allowed for updateStrategy 'RollingUpdate'";
      errors.push(invalid('spec.updateStrategy.rollingUpdate', shown, text));
    }
  } else if (type === 'RollingUpdate') {
    errors.push(...nonNegative('spec.updateStrategy.rollingUpdate.partition', rollingUpdate?.partition));
  } else
    errors.push(
      invalid('spec.updateStrategy', { Type: type, RollingUpdate: shown }, "must be 'RollingUpdate' or 'OnDelete'"),
    );
  for (const field of ['whenDeleted', 'whenScaled']) {
    const policy = spec.persistentVolumeClaimRetentionPolicy[field];
    const at = `spec.persistentVolumeClaimRetentionPolicy.${field}`;
    if (policy !== 'Retain' && policy !== 'Delete') errors.push(notSupported(at, policy, ['Retain', 'Delete']));
  }
  const claims: Fields[] = spec.volumeClaimTemplates ?? [];
  for (const [i, claim] of (old ? [] : claims).entries())
    errors.push(...claimErrors(claim['spec'], `spec.volumeClaimTemplates[${i}].spec`));
  errors.push(
    ...nonNegative('spec.replicas', spec.replicas),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...nonNegative('spec.ordinals.start', spec.ordinals?.start),
  );
  // it never changes: one that is bad is as bad as it was
  if (spec.serviceName && !old)
    errors.push(...allInvalid('spec.serviceName', spec.serviceName, dns1123Label(spec.serviceName)));
  errors.push(...ownSelectorErrors(spec.selector, 'statefulset'));
  const names = new Set(claims.map((claim) => claim['metadata'].name as string));
  // The claims count as volumes of the template.
  const volumes = [
    ...[...names].map((name) => ({ name, persistentVolumeClaim: { claimName: name } })),
    ...((spec.template.spec.volumes ?? []) as Fields[]).filter((v) => !names.has(v['name'])),
  ];
  const { hostname: _, subdomain: __, ...inner } = spec.template.spec;
  const template = { ...spec.template, spec: { ...inner, ...(volumes.length > 0 ? { volumes } : {}) } };
  errors.push(...selectedTemplateErrors({ selector: spec.selector, template }, '', ''));
  return [...errors, ...restartErrors(spec.template, 'StatefulSet')];
}
