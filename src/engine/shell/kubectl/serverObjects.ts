import type { KubeObject } from '../../../model/KubeObject.ts';
import { objectKey } from '../../../model/Span.ts';
import { makeUid } from '../../admit/identity.ts';
import { SYSTEM_PRIORITIES } from '../../admit/pod.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { timestamp } from '../../cluster/timestamp.ts';

// What every server has by itself and nobody here looks at: it is made when somebody asks.

export const START = timestamp(0);

/** controlplane: the API server's own lease is named after a hash of its machine's name. */
const API_SERVER = 'apiserver-s2bgmziuyb2qrwpoihfaumwpf4';

/** The kubelets' heartbeats, and that of the API server. */
export function leases(cluster: Cluster, namespace: string | undefined): KubeObject[] {
  const lease = (place: string, name: string, holder: string, seconds: number, every: number): KubeObject => ({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      creationTimestamp: START,
      name,
      namespace: place,
      resourceVersion: '1',
      uid: makeUid(cluster, objectKey('Lease', place, name), {}),
    },
    spec: {
      holderIdentity: holder,
      leaseDurationSeconds: seconds,
      renewTime: timestamp(cluster.now - (cluster.now % every)).replace('Z', '.000000Z'),
    },
  });
  const nodes = cluster.store.list('Node').map(({ metadata: { name } }) => name);
  const uid = makeUid(cluster, objectKey('Lease', 'kube-system', `${API_SERVER}/holder`), {});
  return [
    ...nodes.sort().map((name) => lease('kube-node-lease', name, name, 40, 10_000)),
    lease('kube-system', API_SERVER, `${API_SERVER}_${uid}`, 3600, 10_000),
  ].filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace);
}

/** What the API server notes of itself: how to know its proxies, and since when tokens in Secrets are counted. */
export const configMaps = (cluster: Cluster, namespace: string | undefined): KubeObject[] =>
  namespace !== undefined && namespace !== 'kube-system'
    ? []
    : [
        {
          name: 'extension-apiserver-authentication',
          data: { 'client-ca-file': '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n' },
        },
        { name: 'kube-apiserver-legacy-service-account-token-tracking', data: { since: START.slice(0, 10) } },
      ].map(({ name, data }) => ({
        apiVersion: 'v1',
        data,
        kind: 'ConfigMap',
        metadata: {
          creationTimestamp: START,
          name,
          namespace: 'kube-system',
          resourceVersion: '1',
          uid: makeUid(cluster, objectKey('ConfigMap', 'kube-system', name), {}),
        },
      }));

/** registry/core/componentstatus: asked at the moment, and always well here. */
export const componentStatuses = (): KubeObject[] =>
  ['etcd-0', 'controller-manager', 'scheduler'].map((name) => ({
    apiVersion: 'v1',
    conditions: [{ message: 'ok', status: 'True', type: 'Healthy' }],
    kind: 'ComponentStatus',
    metadata: { name },
  }));

/** pkg/apis/scheduling: SystemPriorityClasses. */
export const priorityClasses = (cluster: Cluster): KubeObject[] =>
  [
    {
      name: 'system-cluster-critical',
      description:
        'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
    },
    {
      name: 'system-node-critical',
      description: 'Used for system critical pods that must not be moved from their current node.',
    },
  ].map(({ name, description }) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    description,
    kind: 'PriorityClass',
    metadata: {
      creationTimestamp: START,
      generation: 1,
      name,
      resourceVersion: '1',
      uid: makeUid(cluster, objectKey('PriorityClass', undefined, name), {}),
    },
    preemptionPolicy: 'PreemptLowerPriority',
    value: SYSTEM_PRIORITIES[name],
  }));
