import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { SYSTEM_PRIORITIES } from './pod.ts';
import type { Strategy } from './Strategy.ts';
import { allInvalid, dns1123Label, dns1123Subdomain, pathSegment } from './validators.ts';
import { valueAt } from '../plain.ts';

// Kinds that manifests often hold beside Services, and that the engine does nothing with: their defaults and first rules.

const RBAC = 'rbac.authorization.k8s.io';

export const roleBindingStrategy: Strategy = {
  name: pathSegment,
  defaults(object) {
    object['roleRef'].apiGroup ||= RBAC;
    for (const subject of object['subjects'] ?? []) {
      if (subject.kind === 'User' || subject.kind === 'Group') subject.apiGroup ||= RBAC;
    }
  },
  validate: bindingErrors,
};

/** pkg/apis/rbac/validation, ValidateRoleBinding and ValidateClusterRoleBinding. */
function bindingErrors({ kind, roleRef, subjects }: Fields): FieldError[] {
  const errors: FieldError[] = [];
  const roles = kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  if (roleRef.apiGroup !== RBAC) errors.push(notSupported('roleRef.apiGroup', roleRef.apiGroup, [RBAC]));
  if (!roles.includes(roleRef.kind)) errors.push(notSupported('roleRef.kind', roleRef.kind ?? '', roles));
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
      return [...errors, notSupported(`${at}.kind`, subject['kind'] ?? '', ['ServiceAccount', 'User', 'Group'])];
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
  validate: ({ kind, rules, aggregationRule }) => [
    ...((rules ?? []) as Fields[]).flatMap((rule, i) => ruleErrors(rule, `rules[${i}]`, kind === 'Role')),
    ...(aggregationRule && !aggregationRule.clusterRoleSelectors?.length
      ? [
          required(
            'aggregationRule.clusterRoleSelectors',
            'at least one clusterRoleSelector required if aggregationRule is non-nil',
          ),
        ]
      : []),
  ],
};

/** Of its secrets only the names are kept (pkg/registry/core/serviceaccount/strategy.go, cleanSecretReferences). */
export const serviceAccountStrategy: Strategy = {
  prepareForCreate(object) {
    const secrets = object['secrets'] as Fields[] | undefined;
    if (secrets) object['secrets'] = secrets.map(({ name }) => (name === undefined ? {} : { name }));
  },
};

export const horizontalPodAutoscalerStrategy: Strategy = {
  defaults({ spec }) {
    spec.minReplicas ??= 1;
    spec.metrics ??= [
      { resource: { name: 'cpu', target: { averageUtilization: 80, type: 'Utilization' } }, type: 'Resource' },
    ];
  },
  validate: ({ spec }) => [...sizeErrors(spec), ...targetErrors(spec.scaleTargetRef), ...metricErrors(spec.metrics)],
};

/** pkg/apis/autoscaling/validation, validateHorizontalPodAutoscalerSpec: how many Pods there may be. */
function sizeErrors({ minReplicas, maxReplicas = 0 }: Fields): FieldError[] {
  const errors: FieldError[] = [];
  if (minReplicas < 1) errors.push(invalid('spec.minReplicas', minReplicas, 'must be greater than or equal to 1'));
  if (maxReplicas < 1) errors.push(required('spec.maxReplicas', 'must be set and greater than 0'));
  if (maxReplicas < minReplicas)
    errors.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`'));
  return errors;
}

/** ValidateCrossVersionObjectReference */
function targetErrors({ kind, name, apiVersion = '' }: Fields): FieldError[] {
  const at = 'spec.scaleTargetRef';
  const errors = Object.entries({ kind, name }).flatMap(([field, value]) =>
    value ? allInvalid(`${at}.${field}`, value, pathSegment(value)) : [required(`${at}.${field}`)],
  );
  if (!apiVersion.includes('/'))
    errors.push(invalid(`${at}.apiVersion`, apiVersion, 'apiVersion must specify API group'));
  return errors;
}

const metricErrors = (metrics: Fields[] = []): FieldError[] =>
  metrics.flatMap(({ type = '', resource }, i): FieldError[] => {
    const at = `spec.metrics[${i}]`;
    const types = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];
    if (!types.includes(type)) return [notSupported(`${at}.type`, type, types)];
    const target = resource?.target.type ?? 'Utilization';
    const text = 'must be either Utilization, Value, or AverageValue';
    if (type === 'Resource' && !resource)
      return [required(`${at}.resource`, 'must populate information for the given metric source')];
    const known = ['Utilization', 'Value', 'AverageValue'].includes(target);
    if (!known) return [invalid(`${at}.resource.target.type`, target, text)];
    if (type !== 'Resource') return [];
    const { averageUtilization, averageValue } = resource.target;
    const amount = `${at}.resource.target.averageUtilization`;
    if (averageUtilization < 1) return [invalid(amount, averageUtilization, 'must be greater than 0')];
    return averageUtilization === undefined && averageValue === undefined
      ? [required(amount, 'must set either a target raw value or a target utilization')]
      : [];
  });

export const priorityClassStrategy: Strategy = {
  defaults(object) {
    object['preemptionPolicy'] ??= 'PreemptLowerPriority';
  },
  /** pkg/apis/scheduling/validation; the two classes of the system are there already. */
  validate({ metadata, value = 0, preemptionPolicy }) {
    const name: string = metadata.name ?? '';
    const most = 1_000_000_000;
    const text = "priority class names with 'system-' prefix are reserved for system use only. error:";
    if (name.startsWith('system-')) {
      const known = valueAt(SYSTEM_PRIORITIES, name);
      if (known === value) return [];
      const why =
        known === undefined
          ? `${name} is not a known system priority class`
          : `value of ${name} PriorityClass must be ${known}`;
      return [forbidden('metadata.name', `${text} ${why}`)];
    }
    const errors =
      value > most ? [forbidden('value', `maximum allowed value of a user defined priority is ${most}`)] : [];
    const policies = ['PreemptLowerPriority', 'Never'];
    if (!policies.includes(preemptionPolicy)) errors.push(notSupported('preemptionPolicy', preemptionPolicy, policies));
    return errors;
  },
};

export const ingressClassStrategy: Strategy = {
  /** SetDefaults_IngressClass */
  defaults({ spec }) {
    if (spec.parameters) spec.parameters.scope ??= 'Cluster';
  },
  validate({ spec }) {
    const controller: string = spec.controller ?? '';
    const errors: FieldError[] = [];
    if (controller === '') errors.push(required('spec.controller'));
    else if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(controller)) {
      errors.push(invalid('spec.controller', controller, 'must be a domain-prefixed path (such as "acme.io/foo")'));
    }
    const { parameters } = spec;
    if (parameters) errors.push(...parameterErrors(parameters));
    return errors;
  },
};

/** pkg/apis/networking/validation, validateIngressClassParametersReference. */
function parameterErrors({ apiGroup, kind, name, scope, namespace }: Fields): FieldError[] {
  const at = 'spec.parameters';
  const errors = apiGroup ? allInvalid(`${at}.apiGroup`, apiGroup, dns1123Subdomain(apiGroup)) : [];
  if (!kind) errors.push(required(`${at}.kind`, 'kind is required'));
  if (!name) errors.push(required(`${at}.name`, 'name is required'));
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
