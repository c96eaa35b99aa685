import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { keepStatus } from './keepStatus.ts';
import { quantityErrors } from './resourceRequirements.ts';
import type { Strategy } from './Strategy.ts';
import { allInvalid, labelValue, legacyCidr, qualifiedName } from './validators.ts';

const NOT_READY = { effect: 'NoSchedule', key: 'node.kubernetes.io/not-ready' };
/** core.Taint, which has no names of fields. */
const internalTaint = ({ key, value = '', effect, timeAdded = null }: Fields): Fields => ({
  Key: key,
  Value: value,
  Effect: effect,
  TimeAdded: timeAdded,
});

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** pkg/apis/core/validation, validateNodeTaints; the path is that of metadata, as it is upstream. */
function taintErrors(taints: Fields[]): FieldError[] {
  const seen = new Set<string>();
  return taints.flatMap((taint, i) => {
    const at = `metadata.taints[${i}]`;
    const errors = allInvalid(`${at}.key`, taint['key'], qualifiedName(taint['key']));
    errors.push(...allInvalid(`${at}.value`, taint['value'] ?? '', labelValue(taint['value'] ?? '')));
    if (!taint['effect']) errors.push(required(`${at}.effect`));
    else if (!EFFECTS.includes(taint['effect'])) errors.push(notSupported(`${at}.effect`, taint['effect'], EFFECTS));
    const key = `${taint['effect']}/${taint['key']}`;
    if (seen.has(key)) {
      const twice = duplicate(at, internalTaint(taint));
      errors.push({ ...twice, message: `${twice.message}: taints must be unique by key and effect pair` });
    }
    seen.add(key);
    return errors;
  });
}

/** ValidateNodeResources */
const nodeResourceErrors = ({ status }: Fields): FieldError[] =>
  ['capacity', 'allocatable'].flatMap((list) =>
    Object.entries<string>(status[list] ?? {}).flatMap(([name, quantity]) =>
      quantityErrors(name, quantity, `status.${list}.${name}`),
    ),
  );

function validate(object: Fields): FieldError[] {
  const errors = [...taintErrors(object['spec'].taints ?? []), ...nodeResourceErrors(object)];
  const ranges: string[] = object['spec'].podCIDRs ?? [];
  for (const [i, range] of ranges.entries()) errors.push(...legacyCidr(`spec.podCIDRs[${i}]`, range));
  const families = new Set(ranges.map((range) => range.includes(':')));
  if (ranges.length > families.size)
    errors.push(invalid('spec.podCIDRs', ranges, 'may specify no more than one CIDR for each IP family'));
  return errors;
}

const onceOnly = (field: string, what: string): FieldError =>
  forbidden(`spec.${field}`, `node updates may not change ${what} except from "" to valid`);

/** pkg/registry/core/node/strategy.go: what belonged to a feature that is gone. */
const dropDisabledFields = (spec: Fields): void => {
  delete spec['configSource'];
};

export const nodeStrategy: Strategy = {
  prepareForCreate({ spec, status }) {
    dropDisabledFields(spec);
    // SetDefaults_NodeStatus
    if (status?.capacity && !Object.keys(status.allocatable ?? {}).length) status.allocatable = { ...status.capacity };
    // plugin/pkg/admission/nodetaint
    const taints: Fields[] = spec.taints ?? [];
    if (!taints.some((t) => t['key'] === NOT_READY.key && t['effect'] === NOT_READY.effect)) {
      spec.taints = [...taints, { ...NOT_READY }];
    }
    // The conversion to the internal type: the one field is the list, unless the list begins with it.
    if (spec.podCIDR && spec.podCIDRs?.[0] !== spec.podCIDR) spec.podCIDRs = [spec.podCIDR];
    if (!spec.podCIDR && spec.podCIDRs?.length) spec.podCIDR = spec.podCIDRs[0];
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    dropDisabledFields(object['spec']);
  },
  status: nodeResourceErrors,
  validate,
  validateUpdate: ({ spec }, old) => [
    ...(old['spec'].podCIDR && spec.podCIDR !== old['spec'].podCIDR ? [onceOnly('podCIDRs', 'podCIDR')] : []),
    ...(old['spec'].providerID && spec.providerID !== old['spec'].providerID
      ? [onceOnly('providerID', 'providerID')]
      : []),
  ],
};
