import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, required } from './fieldErrors.ts';
import { selectorErrors } from './labelSelector.ts';
import { matchLabelKeysErrors } from './matchLabelKeys.ts';
import { allInvalid, dns1123Label, dns1123Subdomain, labelValue, qualifiedName } from './validators.ts';

// pkg/apis/core/validation, validateAffinity

const HARD = 'requiredDuringSchedulingIgnoredDuringExecution';
const SOFT = 'preferredDuringSchedulingIgnoredDuringExecution';

const weightErrors = (weight: number | undefined, at: string): FieldError[] =>
  (weight ?? 0) <= 0 || (weight ?? 0) > 100 ? [invalid(`${at}.weight`, weight ?? 0, 'must be in the range 1-100')] : [];

/** A term that selects Nodes; only what is required is strict about its values. */
function nodeTermErrors(term: Fields, at: string, strict: boolean): FieldError[] {
  return [...expressionErrors(term, at, strict), ...nodeFieldErrors(term['matchFields'], `${at}.matchFields`)];
}

/** ValidateNodeFieldSelectorRequirement: the name is the only field. */
const nodeFieldErrors = (fields: Fields[] | undefined, at: string): FieldError[] =>
  (fields ?? []).flatMap(({ key, operator, values = [] }, i) => {
    const path = `${at}[${i}]`;
    const errors: FieldError[] = [];
    if (operator !== 'In' && operator !== 'NotIn')
      errors.push(invalid(`${path}.operator`, operator, 'not a valid selector operator'));
    else if (values.length !== 1) {
      const text = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
      errors.push(required(`${path}.values`, text));
    }
    if (key !== 'metadata.name') return [...errors, invalid(`${path}.key`, key, 'not a valid field selector key')];
    for (const [j, value] of (values as string[]).entries())
      errors.push(...allInvalid(`${path}.values[${j}]`, value, dns1123Subdomain(value)));
    return errors;
  });

function expressionErrors(term: Fields, at: string, strict: boolean): FieldError[] {
  return ((term['matchExpressions'] ?? []) as Fields[]).flatMap(({ key, operator, values = [] }, i) => {
    const path = `${at}.matchExpressions[${i}]`;
    const errors: FieldError[] = [];
    if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0) {
        errors.push(required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
      }
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (values.length > 0) {
        errors.push(forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
      }
    } else if (operator === 'Gt' || operator === 'Lt') {
      if (values.length !== 1) {
        errors.push(required(`${path}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'"));
      }
    } else errors.push(invalid(`${path}.operator`, operator, 'not a valid selector operator'));
    errors.push(...allInvalid(`${path}.key`, key, qualifiedName(key)));
    if (strict) {
      for (const [j, value] of (values as string[]).entries()) {
        errors.push(...allInvalid(`${path}.values[${j}]`, value, labelValue(value)));
      }
    }
    return errors;
  });
}

/** ValidateNodeSelector */
export function nodeSelectorErrors({ nodeSelectorTerms }: Fields, at: string): FieldError[] {
  const terms: Fields[] = nodeSelectorTerms ?? [];
  const path = `${at}.nodeSelectorTerms`;
  if (terms.length === 0) return [required(path, 'must have at least one node selector term')];
  return terms.flatMap((term, i) => nodeTermErrors(term, `${path}[${i}]`, true));
}

function nodeAffinityErrors(affinity: Fields | undefined, at: string): FieldError[] {
  const errors: FieldError[] = [];
  const hard = affinity?.[HARD];
  if (hard) errors.push(...nodeSelectorErrors(hard, `${at}.${HARD}`));
  for (const [i, term] of ((affinity?.[SOFT] ?? []) as Fields[]).entries()) {
    const path = `${at}.${SOFT}[${i}]`;
    errors.push(
      ...weightErrors(term['weight'], path),
      ...nodeTermErrors(term['preference'], `${path}.preference`, false),
    );
  }
  return errors;
}

function podTermErrors(term: Fields, at: string): FieldError[] {
  const { labelSelector, namespaceSelector, namespaces = [], topologyKey } = term;
  return [
    ...selectorErrors(labelSelector, `${at}.labelSelector`),
    ...selectorErrors(namespaceSelector, `${at}.namespaceSelector`),
    ...(namespaces as string[]).flatMap((name) => allInvalid(`${at}.namespace`, name, dns1123Label(name))),
    ...matchLabelKeysErrors(term, at),
    ...(topologyKey === '' ? [required(`${at}.topologyKey`, 'can not be empty')] : []),
    ...allInvalid(`${at}.topologyKey`, topologyKey, qualifiedName(topologyKey)),
  ];
}

const podAffinityErrors = (affinity: Fields | undefined, at: string): FieldError[] => [
  ...((affinity?.[HARD] ?? []) as Fields[]).flatMap((term, i) => podTermErrors(term, `${at}.${HARD}[${i}]`)),
  ...((affinity?.[SOFT] ?? []) as Fields[]).flatMap((term, i) => {
    const path = `${at}.${SOFT}[${i}]`;
    return [
      ...weightErrors(term['weight'], path),
      ...podTermErrors(term['podAffinityTerm'], `${path}.podAffinityTerm`),
    ];
  }),
];

export const affinityErrors = (affinity: Fields, at: string): FieldError[] => [
  ...nodeAffinityErrors(affinity['nodeAffinity'], `${at}.nodeAffinity`),
  ...podAffinityErrors(affinity['podAffinity'], `${at}.podAffinity`),
  ...podAffinityErrors(affinity['podAntiAffinity'], `${at}.podAntiAffinity`),
];
