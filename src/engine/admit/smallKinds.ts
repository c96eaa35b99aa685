import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid, required } from './fieldErrors.ts';
import type { Strategy } from './Strategy.ts';

// Kinds that manifests often hold beside Services, and that the engine does nothing with: their defaults and first rules.

const RBAC = 'rbac.authorization.k8s.io';

export const roleBindingStrategy: Strategy = {
  name: () => [],
  defaults(object) {
    object['roleRef'].apiGroup ||= RBAC;
    for (const subject of object['subjects'] ?? []) {
      if (subject.kind === 'User' || subject.kind === 'Group') subject.apiGroup ||= RBAC;
    }
  },
};

export const roleStrategy: Strategy = { name: () => [] };

export const horizontalPodAutoscalerStrategy: Strategy = {
  defaults({ spec }) {
    spec.minReplicas ??= 1;
    spec.metrics ??= [
      { resource: { name: 'cpu', target: { averageUtilization: 80, type: 'Utilization' } }, type: 'Resource' },
    ];
  },
};

export const priorityClassStrategy: Strategy = {
  defaults(object) {
    object['preemptionPolicy'] ??= 'PreemptLowerPriority';
  },
};

/** Limits become default limits, those default requests (SetDefaults_LimitRangeItem). */
export const limitRangeStrategy: Strategy = {
  defaults({ spec }) {
    for (const item of (spec.limits ?? []) as Fields[]) {
      if (item['type'] !== 'Container') continue;
      item['default'] = { ...item['max'], ...item['default'] };
      item['defaultRequest'] = { ...item['min'], ...item['default'], ...item['defaultRequest'] };
      for (const field of ['default', 'defaultRequest']) if (Object.keys(item[field]).length === 0) delete item[field];
    }
  },
};

export const ingressClassStrategy: Strategy = {
  validate({ spec }) {
    const controller: string = spec.controller ?? '';
    const errors: FieldError[] = [];
    if (controller === '') errors.push(required('spec.controller'));
    else if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(controller)) {
      errors.push(invalid('spec.controller', controller, 'must be a domain-prefixed path (such as "acme.io/foo")'));
    }
    return errors;
  },
};
