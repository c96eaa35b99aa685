import type { KubeObject } from '../../model/KubeObject.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Fields } from '../admit/Fields.ts';
import { selects } from '../admit/labelSelector.ts';
import { quantityValue } from '../admit/quantity.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { claimsIn } from './claimsIn.ts';
import { matchesTerms, type NodeSelectorTerm } from './nodeSelectorTerms.ts';

const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller';

/**
 * controller: volume/persistentvolume, and the two that protect what is in use: claims are bound to volumes that
 * somebody made; nothing is provisioned.
 */
export function syncVolumes(cluster: Cluster): void {
  for (const volume of volumesOf(cluster)) syncVolume(cluster, volume);
  for (const claim of claimsOf(cluster)) if (!claim.metadata.deletionTimestamp) syncClaim(cluster, claim);
  for (const claim of claimsOf(cluster))
    if (claim.metadata.deletionTimestamp && !isUsed(cluster, claim))
      letGo(cluster, claim, 'kubernetes.io/pvc-protection');
  for (const volume of volumesOf(cluster))
    if (phaseOf(volume) !== 'Bound') letGo(cluster, volume, 'kubernetes.io/pv-protection');
}

const volumesOf = ({ store }: Cluster): KubeObject[] => store.list('PersistentVolume');
const claimsOf = ({ store }: Cluster): KubeObject[] => store.list('PersistentVolumeClaim');
const specOf = (object: KubeObject): Fields => object['spec'] as Fields;
const phaseOf = ({ status }: KubeObject): string => (status as Fields | undefined)?.['phase'] ?? 'Pending';

/** syncVolume: free, or left behind by a claim that is gone. */
function syncVolume(cluster: Cluster, volume: KubeObject): void {
  const { claimRef } = specOf(volume);
  if (!claimRef?.uid) {
    if (phaseOf(volume) === 'Pending') setPhase(cluster, volume, 'Available');
    return;
  }
  const claim = cluster.store.get('PersistentVolumeClaim', claimRef.namespace, claimRef.name);
  if (claim?.metadata.uid !== claimRef.uid && phaseOf(volume) === 'Bound') setPhase(cluster, volume, 'Released');
}

const setPhase = (cluster: Cluster, volume: KubeObject, phase: string): KubeObject =>
  cluster.store.put({
    ...volume,
    status: { ...(volume['status'] as Fields), lastPhaseTransitionTime: timestamp(cluster.now), phase },
  });

/** syncUnboundClaim: to the volume that it names, or to the smallest that fits, unless the first Pod is to decide. */
function syncClaim(cluster: Cluster, claim: KubeObject): void {
  const { volumeName } = specOf(claim);
  if (phaseOf(claim) === 'Bound') return;
  if (volumeName) {
    const volume = cluster.store.get('PersistentVolume', undefined, volumeName);
    if (volume && (!specOf(volume)['claimRef'] || isFor(volume, claim))) bind(cluster, claim, volume);
    return;
  }
  const volume = volumeFor(cluster, claim);
  if (volume) bind(cluster, claim, volume);
}

const isFor = (volume: KubeObject, { metadata: { name, namespace, uid } }: KubeObject): boolean => {
  const { claimRef } = specOf(volume);
  return claimRef?.name === name && claimRef.namespace === namespace && (!claimRef.uid || claimRef.uid === uid);
};

export const waitsForPod = ({ store }: Cluster, claim: KubeObject): boolean =>
  store.get('StorageClass', undefined, specOf(claim)['storageClassName'] ?? '')?.['volumeBindingMode'] ===
  'WaitForFirstConsumer';

/** Whether a volume can be used on a Node. */
export function isWithin(volume: KubeObject, node: Node): boolean {
  const terms = specOf(volume)['nodeAffinity']?.required?.nodeSelectorTerms as NodeSelectorTerm[] | undefined;
  return !terms || matchesTerms(terms, node);
}

type Binding = readonly [claim: KubeObject, volume: KubeObject];

/** For the claims that wait for their Pod, the volumes that it would have on a Node; undefined when one has none. */
export function lateVolumes(cluster: Cluster, pod: Pod, node: Node): Binding[] | undefined {
  const bindings: Binding[] = [];
  for (const name of claimsIn(pod)) {
    const claim = cluster.store.get('PersistentVolumeClaim', pod.metadata.namespace, name);
    if (!claim || specOf(claim)['volumeName']) continue;
    const taken = new Set(bindings.map(([, volume]) => volume));
    const volume = volumeFor(cluster, claim, (one) => !taken.has(one) && isWithin(one, node));
    if (!volume) return undefined;
    bindings.push([claim, volume]);
  }
  return bindings;
}

/** scheduler: plugins/volumebinding, PreBind: what waited for a Pod to be placed. */
export function bindLateVolumes(cluster: Cluster, pod: Pod, node: Node): void {
  for (const [claim, volume] of lateVolumes(cluster, pod, node) ?? []) bind(cluster, claim, volume);
}

/**
 * findBestMatchForClaim: of the volumes that fit, one with few access modes, then a small one. `suits` is the
 * scheduler's: without it, a claim that waits for a Pod gets no volume but one that is for it alone.
 */
function volumeFor(
  cluster: Cluster,
  claim: KubeObject,
  suits?: (volume: KubeObject) => boolean,
): KubeObject | undefined {
  const { accessModes = [], volumeMode, storageClassName = '', selector, resources } = specOf(claim);
  const wanted = quantityValue(resources?.requests?.storage ?? '0');
  const sizeOf = (volume: KubeObject): bigint => quantityValue(specOf(volume)['capacity']?.storage ?? '0');
  const fits = cluster.store.list('PersistentVolume').filter((volume) => {
    const spec = specOf(volume);
    return (
      !volume.metadata.deletionTimestamp &&
      (!suits || suits(volume)) &&
      sizeOf(volume) >= wanted &&
      spec['volumeMode'] === volumeMode &&
      (accessModes as string[]).every((mode) => spec['accessModes']?.includes(mode))
    );
  });
  const own = fits.find((volume) => specOf(volume)['claimRef'] && isFor(volume, claim));
  if (own || (!suits && waitsForPod(cluster, claim))) return own;
  const modesOf = (volume: KubeObject): number => specOf(volume)['accessModes'].length;
  return fits
    .filter(
      (volume) =>
        phaseOf(volume) === 'Available' &&
        !specOf(volume)['claimRef'] &&
        (specOf(volume)['storageClassName'] ?? '') === storageClassName &&
        (!selector || selects(selector, volume.metadata.labels)),
    )
    .toSorted((a, b) => modesOf(a) - modesOf(b) || Number(sizeOf(a) - sizeOf(b)))[0];
}

/** bind: each tells of the other, and who brought them together. */
function bind(cluster: Cluster, claim: KubeObject, volume: KubeObject): void {
  const { name, namespace, uid, resourceVersion } = claim.metadata;
  const { claimRef, accessModes, capacity } = specOf(volume);
  const marked = ({ metadata }: KubeObject, ...marks: string[]) => ({
    ...metadata,
    annotations: { ...metadata.annotations, ...Object.fromEntries(marks.map((mark) => [mark, 'yes'])) },
  });
  const reference = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, resourceVersion, uid };
  setPhase(
    cluster,
    {
      ...volume,
      metadata: claimRef ? volume.metadata : marked(volume, BOUND_BY_CONTROLLER),
      spec: { ...specOf(volume), claimRef: { ...reference, ...claimRef, uid } },
    },
    'Bound',
  );
  const chosen = specOf(claim)['volumeName'] ? [] : [BOUND_BY_CONTROLLER];
  cluster.store.put({
    ...claim,
    metadata: marked(claim, 'pv.kubernetes.io/bind-completed', ...chosen),
    spec: { ...specOf(claim), volumeName: volume.metadata.name },
    status: { accessModes, capacity, phase: 'Bound' },
  });
}

/** podUsesPVCForDeletion: by a Pod that has a Node, whatever has become of it. */
const isUsed = ({ store }: Cluster, { metadata: { name, namespace } }: KubeObject): boolean =>
  store.list<Pod>('Pod', namespace).some((pod) => pod.spec.nodeName && claimsIn(pod).includes(name));

/** controller: pvcprotection, pvprotection: what nobody uses may go. */
function letGo(cluster: Cluster, object: KubeObject, finalizer: string): void {
  const { metadata } = object;
  if (!metadata.deletionTimestamp || !metadata.finalizers?.includes(finalizer)) return;
  const finalizers = metadata.finalizers.filter((one) => one !== finalizer);
  if (finalizers.length === 0) cluster.store.remove(keyOf(object));
  else cluster.store.put({ ...object, metadata: { ...metadata, finalizers } });
}
