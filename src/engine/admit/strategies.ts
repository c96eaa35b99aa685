import { endpointSliceStrategy } from './endpointSlice.ts';
import { endpointsStrategy } from './endpoints.ts';
import { namespaceStrategy } from './namespace.ts';
import { nodeStrategy } from './node.ts';
import { podStrategy } from './pod.ts';
import { serviceStrategy } from './service.ts';
import { persistentVolumeClaimStrategy, persistentVolumeStrategy, storageClassStrategy } from './storage.ts';
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
  DaemonSet: daemonSetStrategy,
  Deployment: deploymentStrategy,
  EndpointSlice: endpointSliceStrategy,
  Endpoints: endpointsStrategy,
  Namespace: namespaceStrategy,
  Node: nodeStrategy,
  PersistentVolume: persistentVolumeStrategy,
  PersistentVolumeClaim: persistentVolumeClaimStrategy,
  Pod: podStrategy,
  ReplicaSet: replicaSetStrategy,
  ReplicationController: replicationControllerStrategy,
  Service: serviceStrategy,
  StatefulSet: statefulSetStrategy,
  StorageClass: storageClassStrategy,
};
