import type { Fields } from './Fields.ts';
import { keepStatus } from './keepStatus.ts';
import { allocateService } from './allocate.ts';
import { isExternallyAccessible } from './serviceAccess.ts';
import { dropTypeDependentFields } from './serviceUpdate.ts';
import { validateServiceUpdate } from './serviceUpdateValidation.ts';
import { validateService } from './serviceValidation.ts';
import { loadBalancerStatusErrors } from './loadBalancerStatus.ts';
import type { Strategy } from './Strategy.ts';
import { dns1123Label } from './validators.ts';

/** pkg/apis/core/v1/defaults.go, SetDefaults_Service */
function defaults(object: Fields): void {
  const { spec } = object;
  spec.sessionAffinity ||= 'None';
  if (spec.sessionAffinity === 'None') delete spec.sessionAffinityConfig;
  if (spec.sessionAffinity === 'ClientIP') {
    const timeout = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
    if (timeout === undefined || timeout === null) spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: 10800 } };
  }
  spec.type ||= 'ClusterIP';
  for (const port of spec.ports ?? []) {
    port.protocol ||= 'TCP';
    if (port.targetPort === 0 || port.targetPort === '') port.targetPort = port.port;
  }
  if (!spec.externalTrafficPolicy && isExternallyAccessible(spec)) spec.externalTrafficPolicy = 'Cluster';
  if (['ClusterIP', 'NodePort', 'LoadBalancer'].includes(spec.type)) spec.internalTrafficPolicy ??= 'Cluster';
  if (spec.type === 'LoadBalancer') {
    spec.allocateLoadBalancerNodePorts ??= true;
    for (const ingress of object['status'].loadBalancer.ingress ?? []) if (ingress.ip) ingress.ipMode ??= 'VIP';
  }
}

export const serviceStrategy: Strategy = {
  defaults,
  prepareForCreate(object) {
    object['status'] = { loadBalancer: {} };
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    dropTypeDependentFields(object, old);
  },
  name: dns1123Label,
  validate: validateService,
  validateUpdate: validateServiceUpdate,
  status: loadBalancerStatusErrors,
  allocate: allocateService,
  allocated: ({ spec }) =>
    [
      spec.clusterIPs,
      spec.ipFamilies,
      spec.healthCheckNodePort,
      ...(spec.ports ?? []).map((p: Fields) => p['nodePort']),
    ].join(' '),
  allocationCopy: (spec) => ({
    ...spec,
    ...(spec['ports'] ? { ports: spec['ports'].map((port: Fields) => ({ ...port })) } : {}),
  }),
  decorate({ spec }) {
    if (spec.type === 'ExternalName') delete spec.internalTrafficPolicy;
  },
  createOnUpdate: true,
  updateRulesFirst: true,
};
