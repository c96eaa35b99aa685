import { configMapStrategy, secretStrategy } from './config.ts';
import { customResourceDefinitionStrategy } from './customResourceDefinition.ts';
import { endpointSliceStrategy } from './endpointSlice.ts';
import { endpointsStrategy } from './endpoints.ts';
import { horizontalPodAutoscalerStrategy } from './horizontalPodAutoscaler.ts';
import { ingressStrategy } from './ingress.ts';
import { cronJobStrategy } from './cronJob.ts';
import { jobStrategy } from './jobs.ts';
import { namespaceStrategy } from './namespace.ts';
import { networkPolicyStrategy } from './networkPolicy.ts';
import { nodeStrategy } from './node.ts';
import { podDisruptionBudgetStrategy } from './podDisruptionBudget.ts';
import { podStrategy } from './pod.ts';
import { limitRangeStrategy } from './quota/limitRangeStrategy.ts';
import { resourceQuotaStrategy } from './quota/resourceQuotaStrategy.ts';
import { serviceStrategy } from './service.ts';
import { ipAddressStrategy, serviceCidrStrategy } from './serviceCidr.ts';
import { apiServiceStrategy, csiDriverStrategy, podTemplateStrategy, runtimeClassStrategy } from './otherKinds.ts';
import { mutatingWebhookStrategy, validatingWebhookStrategy } from './webhooks.ts';
import { persistentVolumeStrategy } from './persistentVolume.ts';
import { persistentVolumeClaimStrategy, storageClassStrategy } from './storage.ts';
import {
  ingressClassStrategy,
  priorityClassStrategy,
  roleBindingStrategy,
  roleStrategy,
  serviceAccountStrategy,
} from './smallKinds.ts';
import type { Strategy } from './Strategy.ts';
import {
  daemonSetStrategy,
  deploymentStrategy,
  replicaSetStrategy,
  replicationControllerStrategy,
  statefulSetStrategy,
} from './workloads.ts';

/** What is done with each kind; a kind that is not here is only decoded, and its metadata checked. */
export const STRATEGIES: Readonly<Record<string, Strategy>> = {
  APIService: apiServiceStrategy,
  CSIDriver: csiDriverStrategy,
  ClusterRole: roleStrategy,
  ClusterRoleBinding: roleBindingStrategy,
  ConfigMap: configMapStrategy,
  CronJob: cronJobStrategy,
  CustomResourceDefinition: customResourceDefinitionStrategy,
  DaemonSet: daemonSetStrategy,
  Deployment: deploymentStrategy,
  EndpointSlice: endpointSliceStrategy,
  Endpoints: endpointsStrategy,
  HorizontalPodAutoscaler: horizontalPodAutoscalerStrategy,
  IPAddress: ipAddressStrategy,
  Ingress: ingressStrategy,
  IngressClass: ingressClassStrategy,
  Job: jobStrategy,
  LimitRange: limitRangeStrategy,
  MutatingWebhookConfiguration: mutatingWebhookStrategy,
  Namespace: namespaceStrategy,
  NetworkPolicy: networkPolicyStrategy,
  Node: nodeStrategy,
  PersistentVolume: persistentVolumeStrategy,
  PersistentVolumeClaim: persistentVolumeClaimStrategy,
  Pod: podStrategy,
  PodDisruptionBudget: podDisruptionBudgetStrategy,
  PodTemplate: podTemplateStrategy,
  PriorityClass: priorityClassStrategy,
  ReplicaSet: replicaSetStrategy,
  ReplicationController: replicationControllerStrategy,
  ResourceQuota: resourceQuotaStrategy,
  Role: roleStrategy,
  RoleBinding: roleBindingStrategy,
  RuntimeClass: runtimeClassStrategy,
  Secret: secretStrategy,
  Service: serviceStrategy,
  ServiceAccount: serviceAccountStrategy,
  ServiceCIDR: serviceCidrStrategy,
  StatefulSet: statefulSetStrategy,
  StorageClass: storageClassStrategy,
  ValidatingWebhookConfiguration: validatingWebhookStrategy,
};
