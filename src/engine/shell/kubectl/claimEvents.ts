import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Fields } from '../../admit/Fields.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import type { Said } from './events.ts';

/** Why a claim has no volume yet (kube-controller-manager: volume/persistentvolume/pv_controller.go, syncUnboundClaim). */
export function aboutClaim({ store }: Cluster, claim: KubeObject): Said[] {
  const { spec, status } = claim as Fields;
  // one that names its volume waits for it without a word
  if (status?.phase !== 'Pending' || spec.volumeName) return [];
  const source = { component: 'persistentvolume-controller' };
  const name = spec.storageClassName ?? '';
  if (name === '')
    return [
      {
        reason: 'FailedBinding',
        message: 'no persistent volumes available for this claim and no storage class is set',
        source,
      },
    ];
  const failed = (message: string): Said[] => [{ type: 'Warning', reason: 'ProvisioningFailed', message, source }];
  const found = store.get('StorageClass', undefined, name) as Fields | undefined;
  if (!found) return failed(`storageclass.storage.k8s.io "${name}" not found`);
  const { provisioner, volumeBindingMode } = found;
  if (volumeBindingMode === 'WaitForFirstConsumer')
    return [
      {
        reason: 'WaitForFirstConsumer',
        message: 'waiting for first consumer to be created before binding',
        source,
      },
    ];
  // plugins of the controller itself are no more: what has its prefix is not found
  if (provisioner.startsWith('kubernetes.io/')) return failed(`no volume plugin matched name: ${provisioner}`);
  const message =
    `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system ` +
    'administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.';
  return [{ reason: 'ExternalProvisioning', message, source }];
}
