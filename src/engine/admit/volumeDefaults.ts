import type { Fields } from './Fields.ts';
import { set } from './setDefault.ts';
import { defaultStorage, dropDisabledSources } from './storageVolumes.ts';

// pkg/apis/core/v1/defaults.go

const MODE = 0o644;

/** SetDefaults_Volume and those of its sources. An emptyDir has none. */
export function defaultVolume(volume: Fields): void {
  if (Object.keys(volume).every((key) => key === 'name')) volume['emptyDir'] = {};
  for (const source of ['secret', 'configMap', 'downwardAPI', 'projected']) {
    if (volume[source]) set(volume[source], 'defaultMode', MODE);
  }
  const fieldRefs = [...(volume['downwardAPI']?.items ?? [])];
  for (const source of volume['projected']?.sources ?? []) {
    if (source.serviceAccountToken) set(source.serviceAccountToken, 'expirationSeconds', 3600);
    fieldRefs.push(...(source.downwardAPI?.items ?? []));
    dropDisabledSources(source);
  }
  for (const item of fieldRefs) if (item.fieldRef) set(item.fieldRef, 'apiVersion', 'v1');
  if (volume['hostPath']) set(volume['hostPath'], 'type', '');
  if (volume['ephemeral']?.volumeClaimTemplate)
    set(volume['ephemeral'].volumeClaimTemplate.spec, 'volumeMode', 'Filesystem');
  defaultStorage(volume);
}
