import type { KubeObject, LabelSelector, ObjectMeta } from './KubeObject.ts';
import type { PodSpec } from './Pod.ts';

export interface PodTemplate {
  metadata?: Partial<ObjectMeta>;
  spec: PodSpec;
}

/** core/v1 ReplicationController: its selector is a plain map. */
export interface ReplicationController extends KubeObject {
  kind: 'ReplicationController';
  spec: { replicas: number; selector: Record<string, string>; template: PodTemplate; minReadySeconds?: number };
  status: Record<string, unknown>;
}

/** apps/v1 ReplicaSet, Deployment, StatefulSet and DaemonSet. */
export interface Workload extends KubeObject {
  kind: 'ReplicaSet' | 'Deployment' | 'StatefulSet' | 'DaemonSet';
  spec: {
    replicas?: number;
    selector: LabelSelector;
    template: PodTemplate;
    serviceName?: string;
    [field: string]: unknown;
  };
  status: Record<string, unknown>;
}
