import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, immutable, invalid, notSupported, required, tooLong } from './fieldErrors.ts';
import { isUsableSelector, selectorErrors } from './labelSelector.ts';
import { SYSTEM_PRIORITIES } from './pod.ts';
import type { Strategy } from './Strategy.ts';
import { allInvalid, domainPrefixedPath, dns1123Label, dns1123Subdomain, pathSegment } from './validators.ts';
import { sameJson, valueAt } from '../plain.ts';

// Kinds that manifests often hold beside Services, and that the engine does nothing with: their defaults and first rules.

const RBAC = 'rbac.authorization.k8s.io';

export const roleBindingStrategy: Strategy = {
  name: pathSegment,
  createOnUpdate: true,
  defaults(object) {
    object['roleRef'].apiGroup ||= RBAC;
    for (const subject of object['subjects'] ?? []) {
      if (subject.kind === 'User' || subject.kind === 'Group') subject.apiGroup ||= RBAC;
    }
  },
  validate: bindingErrors,
  validateUpdate: ({ roleRef }, old) =>
    sameJson(roleRef, old['roleRef']) ? [] : [invalid('roleRef', shownRef(roleRef), 'cannot change roleRef')],
};

/** As Go's encoder writes the API server's own type, which has no names of fields. */
const shownRef = ({ apiGroup, kind, name }: Fields): Fields => ({
  APIGroup: apiGroup,
  Kind: kind,
  Name: name,
});

/** pkg/apis/rbac/validation, ValidateRoleBinding and ValidateClusterRoleBinding. */
function bindingErrors({ kind, roleRef, subjects }: Fields): FieldError[] {
  const errors: FieldError[] = [];
  const roles = kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  if (roleRef.apiGroup !== RBAC) errors.push(notSupported('roleRef.apiGroup', roleRef.apiGroup, [RBAC]));
  if (!roles.includes(roleRef.kind)) errors.push(notSupported('roleRef.kind', roleRef.kind, roles));
  if (!roleRef.name) errors.push(required('roleRef.name'));
  else errors.push(...allInvalid('roleRef.name', roleRef.name, pathSegment(roleRef.name)));
  for (const [i, subject] of ((subjects ?? []) as Fields[]).entries())
    errors.push(...subjectErrors(subject, `subjects[${i}]`, kind === 'RoleBinding'));
  return errors;
}

function subjectErrors(subject: Fields, at: string, namespaced: boolean): FieldError[] {
  const { name, apiGroup = '', namespace } = subject;
  const errors = name ? [] : [required(`${at}.name`)];
  switch (subject['kind']) {
    case 'ServiceAccount':
      if (name) errors.push(...allInvalid(`${at}.name`, name, dns1123Subdomain(name)));
      if (apiGroup) errors.push(notSupported(`${at}.apiGroup`, apiGroup, ['']));
      if (!namespaced && !namespace) errors.push(required(`${at}.namespace`));
      return errors;
    case 'User':
    case 'Group':
      return apiGroup === RBAC ? errors : [...errors, notSupported(`${at}.apiGroup`, apiGroup, [RBAC])];
    default:
      return [...errors, notSupported(`${at}.kind`, subject['kind'], ['ServiceAccount', 'User', 'Group'])];
  }
}

/** pkg/apis/rbac/validation, ValidatePolicyRule: in a Namespace there are no paths to allow. */
function ruleErrors(rule: Fields, at: string, namespaced: boolean): FieldError[] {
  const { verbs, apiGroups = [], resources = [], nonResourceURLs = [] } = rule;
  const errors: FieldError[] = [];
  if (!verbs?.length) errors.push(required(`${at}.verbs`, 'verbs must contain at least one value'));
  if (nonResourceURLs.length > 0) {
    if (namespaced) {
      const text = 'namespaced rules cannot apply to non-resource URLs';
      errors.push(invalid(`${at}.nonResourceURLs`, nonResourceURLs, text));
    }
    if (apiGroups.length > 0 || resources.length > 0 || (rule['resourceNames'] ?? []).length > 0) {
      const text = 'rules cannot apply to both regular resources and non-resource URLs';
      errors.push(invalid(`${at}.nonResourceURLs`, nonResourceURLs, text));
    }
    return errors;
  }
  if (apiGroups.length === 0)
    errors.push(required(`${at}.apiGroups`, 'resource rules must supply at least one api group'));
  if (resources.length === 0)
    errors.push(required(`${at}.resources`, 'resource rules must supply at least one resource'));
  return errors;
}

export const roleStrategy: Strategy = {
  name: pathSegment,
  createOnUpdate: true,
  validate: ({ kind, rules, aggregationRule }) => [
    ...((rules ?? []) as Fields[]).flatMap((rule, i) => ruleErrors(rule, `rules[${i}]`, kind === 'Role')),
    ...(aggregationRule ? aggregationErrors(aggregationRule.clusterRoleSelectors ?? []) : []),
  ],
};

/** ValidateClusterRole: a selector that is none is told again as a whole. */
function aggregationErrors(selectors: Fields[]): FieldError[] {
  const at = 'aggregationRule.clusterRoleSelectors';
  if (selectors.length === 0)
    return [required(at, 'at least one clusterRoleSelector required if aggregationRule is non-nil')];
  return selectors.flatMap((selector, i) => [
    ...selectorErrors(selector, `${at}[${i}]`),
    ...(isUsableSelector(selector) ? [] : [invalid(`${at}[${i}]`, null, 'invalid label selector.')]),
  ]);
}

/** Of its secrets only the names are kept (pkg/registry/core/serviceaccount/strategy.go, cleanSecretReferences). */
export const serviceAccountStrategy: Strategy = {
  prepareForCreate: cleanSecrets,
  prepareForUpdate: cleanSecrets,
};

function cleanSecrets(object: Fields): void {
  const secrets = object['secrets'] as Fields[] | undefined;
  if (secrets) object['secrets'] = secrets.map(({ name }) => (name === undefined ? {} : { name }));
}

export const priorityClassStrategy: Strategy = {
  defaults(object) {
    object['preemptionPolicy'] ??= 'PreemptLowerPriority';
  },
  /** pkg/apis/scheduling/validation; the two classes of the system are there already. */
  validate({ metadata, value = 0, preemptionPolicy }) {
    const name: string | undefined = metadata.name;
    const most = 1_000_000_000;
    const errors: FieldError[] = [];
    if (name?.startsWith('system-')) errors.push(...systemErrors(name, value));
    else if (value > most)
      errors.push(forbidden('value', `maximum allowed value of a user defined priority is ${most}`));
    const policies = ['PreemptLowerPriority', 'Never'];
    if (!policies.includes(preemptionPolicy)) errors.push(notSupported('preemptionPolicy', preemptionPolicy, policies));
    return errors;
  },
  validateUpdate: ({ value, preemptionPolicy }, old) => [
    ...((value ?? 0) === (old['value'] ?? 0) ? [] : [forbidden('value', 'may not be changed in an update.')]),
    ...immutable('preemptionPolicy', preemptionPolicy, old['preemptionPolicy']),
  ],
};

/** IsKnownSystemPriorityClass */
function systemErrors(name: string, value: number): FieldError[] {
  const known = valueAt(SYSTEM_PRIORITIES, name);
  if (known === value) return [];
  const text = "priority class names with 'system-' prefix are reserved for system use only. error:";
  const why =
    known === undefined
      ? `${name} is not a known system priority class`
      : `value of ${name} PriorityClass must be ${known}`;
  return [forbidden('metadata.name', `${text} ${why}`)];
}

const MAX_CONTROLLER = 250;

export const ingressClassStrategy: Strategy = {
  /** SetDefaults_IngressClass */
  defaults({ spec }) {
    if (spec.parameters) spec.parameters.scope ??= 'Cluster';
  },
  validate({ spec }) {
    const controller: string = spec.controller ?? '';
    const errors = controller.length > MAX_CONTROLLER ? [tooLong('spec.controller', MAX_CONTROLLER)] : [];
    errors.push(...domainPrefixedPath('spec.controller', controller));
    const { parameters } = spec;
    if (parameters) errors.push(...parameterErrors(parameters));
    return errors;
  },
  updateRulesFirst: true,
  validateUpdate: ({ spec }, old) => immutable('spec.controller', spec.controller ?? '', old['spec'].controller ?? ''),
};

/** pkg/apis/networking/validation, validateIngressClassParametersReference. */
function parameterErrors({ apiGroup, kind, name, scope, namespace }: Fields): FieldError[] {
  const at = 'spec.parameters';
  const errors = apiGroup ? allInvalid(`${at}.apiGroup`, apiGroup, dns1123Subdomain(apiGroup)) : [];
  for (const [field, value] of Object.entries<string | undefined>({ kind, name }))
    errors.push(...(value ? allInvalid(`${at}.${field}`, value, pathSegment(value)) : [required(`${at}.${field}`)]));
  if (scope !== 'Cluster' && scope !== 'Namespace')
    errors.push(notSupported(`${at}.scope`, scope, ['Cluster', 'Namespace']));
  if (scope === 'Namespace') {
    if (namespace === undefined) errors.push(required(`${at}.namespace`, "`parameters.scope` is set to 'Namespace'"));
    else errors.push(...allInvalid(`${at}.namespace`, namespace, dns1123Label(namespace)));
  }
  if (scope === 'Cluster' && namespace !== undefined)
    errors.push(forbidden(`${at}.namespace`, "`parameters.scope` is set to 'Cluster'"));
  return errors;
}
