import type { Fields } from './Fields.ts';
import { keepStatus } from './keepStatus.ts';
import { defaultPodSpec } from './podDefaults.ts';
import type { Strategy } from './Strategy.ts';
import { dns1123Label } from './validators.ts';
import { validateDaemonSet } from './daemonSetValidation.ts';
import { validateStatefulSet } from './statefulSetValidation.ts';
import { validateWorkloadUpdate } from './workloadUpdateValidation.ts';
import { validateDeployment, validateReplicaSet } from './workloadValidation.ts';
import { validateReplicationController } from './replicationControllerValidation.ts';
import { defaultClaim } from './storage.ts';
import { sameJson } from '../plain.ts';

// pkg/apis/apps/v1/defaults.go and pkg/registry/apps

const templateStrategy = {
  prepareForUpdate: keepStatus,
  validateUpdate: validateWorkloadUpdate,
};

export const deploymentStrategy: Strategy = {
  ...templateStrategy,
  defaults({ spec }) {
    defaultPodSpec(spec.template.spec);
    spec.replicas ??= 1;
    spec.strategy.type ||= 'RollingUpdate';
    if (spec.strategy.type === 'RollingUpdate') {
      spec.strategy.rollingUpdate ??= {};
      spec.strategy.rollingUpdate.maxUnavailable ??= '25%';
      spec.strategy.rollingUpdate.maxSurge ??= '25%';
    }
    spec.revisionHistoryLimit ??= 10;
    spec.progressDeadlineSeconds ??= 600;
  },
  prepareForCreate(object) {
    object['status'] = {};
  },
  validate: validateDeployment,
};

export const replicaSetStrategy: Strategy = {
  ...templateStrategy,
  defaults({ spec }) {
    defaultPodSpec(spec.template.spec);
    spec.replicas ??= 1;
  },
  prepareForCreate(object) {
    object['status'] = { replicas: 0 };
  },
  validate: validateReplicaSet,
};

export const replicationControllerStrategy: Strategy = {
  ...templateStrategy,
  defaults(object) {
    const { spec, metadata } = object;
    const labels = spec.template?.metadata.labels;
    if (labels) {
      if (!spec.selector) spec.selector = { ...labels };
      if (!metadata.labels) metadata.labels = { ...labels };
    }
    spec.replicas ??= 1;
    if (spec.template) defaultPodSpec(spec.template.spec);
  },
  prepareForCreate(object) {
    object['status'] = { replicas: 0 };
  },
  validate: validateReplicationController,
};

/** It belongs to a gate that is off (MaxUnavailableStatefulSet). */
const forgetMaxUnavailable = ({ spec }: Fields): void => {
  delete spec.updateStrategy.rollingUpdate?.maxUnavailable;
};

export const statefulSetStrategy: Strategy = {
  ...templateStrategy,
  name: dns1123Label,
  defaults({ spec }) {
    defaultPodSpec(spec.template.spec);
    spec.podManagementPolicy ||= 'OrderedReady';
    // A type that is written gets no details of its own.
    if (!spec.updateStrategy.type) {
      spec.updateStrategy.type = 'RollingUpdate';
      spec.updateStrategy.rollingUpdate ??= {};
    }
    const { type, rollingUpdate } = spec.updateStrategy;
    if (type === 'RollingUpdate' && rollingUpdate) rollingUpdate.partition ??= 0;
    spec.persistentVolumeClaimRetentionPolicy ??= {};
    spec.persistentVolumeClaimRetentionPolicy.whenDeleted ||= 'Retain';
    spec.persistentVolumeClaimRetentionPolicy.whenScaled ||= 'Retain';
    spec.replicas ??= 1;
    spec.revisionHistoryLimit ??= 10;
    for (const claim of spec.volumeClaimTemplates ?? []) {
      claim.apiVersion = 'v1';
      claim.kind = 'PersistentVolumeClaim';
      defaultClaim(claim);
    }
  },
  prepareForCreate(object) {
    object['status'] = { availableReplicas: 0, replicas: 0 };
    forgetMaxUnavailable(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    forgetMaxUnavailable(object);
  },
  validate: validateStatefulSet,
};

export const daemonSetStrategy: Strategy = {
  ...templateStrategy,
  defaults({ spec }) {
    defaultPodSpec(spec.template.spec);
    spec.updateStrategy.type ||= 'RollingUpdate';
    if (spec.updateStrategy.type === 'RollingUpdate') {
      spec.updateStrategy.rollingUpdate ??= {};
      spec.updateStrategy.rollingUpdate.maxUnavailable ??= 1;
      spec.updateStrategy.rollingUpdate.maxSurge ??= 0;
    }
    // The server's own type has no pointers there: of any other type, what is not given is 0.
    if (spec.updateStrategy.rollingUpdate)
      spec.updateStrategy.rollingUpdate = { maxSurge: 0, maxUnavailable: 0, ...spec.updateStrategy.rollingUpdate };
    spec.revisionHistoryLimit ??= 10;
  },
  prepareForCreate(object) {
    const { metadata } = object;
    metadata.annotations = { ...metadata.annotations, 'deprecated.daemonset.template.generation': '1' };
    object['status'] = { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 };
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    const key = 'deprecated.daemonset.template.generation';
    const before = Number(old['metadata'].annotations[key]);
    const changed = !sameJson(object['spec'].template, old['spec'].template);
    object['metadata'].annotations = {
      ...object['metadata'].annotations,
      [key]: String(changed ? before + 1 : before),
    };
  },
  validate: validateDaemonSet,
  updateRulesFirst: true,
};
