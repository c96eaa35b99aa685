import { byteWarnings } from './byteWarnings.ts';
import type { Fields } from './Fields.ts';

// pkg/api/pod/warnings.go: volumes of kinds that are gone, and files that hide one another.

const OLD_VOLUMES: Record<string, string> = {
  photonPersistentDisk: 'photonPersistentDisk: deprecated in v1.11, non-functional in v1.16+',
  gitRepo: 'gitRepo: deprecated in v1.11, and disabled by default in v1.33+',
  scaleIO: 'scaleIO: deprecated in v1.16, non-functional in v1.22+',
  flocker: 'flocker: deprecated in v1.22, non-functional in v1.25+',
  storageos: 'storageOS: deprecated in v1.22, non-functional in v1.25+',
  quobyte: 'quobyte: deprecated in v1.22, non-functional in v1.25+',
  glusterfs: 'glusterfs: deprecated in v1.25, non-functional in v1.26+',
  cephfs: 'cephfs: deprecated in v1.28, non-functional in v1.31+',
  rbd: 'rbd: deprecated in v1.28, non-functional in v1.31+',
};

/** Of a PersistentVolume, which has fewer kinds. */
export const oldVolumeWarnings = (volume: Fields, at: string): string[] =>
  Object.entries(OLD_VOLUMES).flatMap(([kind, message]) => (volume[kind] ? [`${at}.${message}`] : []));

/** pkg/api/persistentvolumeclaim/util.go, GetWarningsForPersistentVolumeClaimSpec. */
export const claimSpecWarnings = (spec: Fields, at: string): string[] =>
  ['requests', 'limits'].flatMap((list) =>
    byteWarnings(`${at}.resources.${list}[storage]`, spec['resources']?.[list]?.storage),
  );

interface Place {
  path: string;
  source: string;
}

const shown = ({ path, source }: Place): string =>
  source === '' ? JSON.stringify(path) : `${JSON.stringify(path)} (${source})`;

const isWithin = (inner: string, outer: string): boolean => `${inner}/`.startsWith(`${outer}/`);

/** checkForOverlap: each path with those before it that are the same, or above or below it. */
const overlaps = (places: readonly Place[]): string[] => {
  const all = places.map(({ path, source }) => ({ path: path.replace(/\/+$/, ''), source }));
  return all.flatMap((place, i) =>
    all
      .slice(0, i)
      .filter(({ path }) => path && place.path && (isWithin(path, place.path) || isWithin(place.path, path)))
      .map((other) => `${shown(place)} with ${shown(other)}`),
  );
};

const placesOf = (items: Fields[] | undefined, source: string): Place[] =>
  (items ?? []).map(({ path = '' }) => ({ path, source }));

/** The files of one source of a projected volume. */
function projected(source: Fields): Place[] {
  const { configMap, secret, downwardAPI, serviceAccountToken } = source;
  if (configMap?.items) return placesOf(configMap.items, `ConfigMap ${JSON.stringify(configMap.name ?? '')}`);
  if (secret?.items) return placesOf(secret.items, `Secret ${JSON.stringify(secret.name ?? '')}`);
  if (downwardAPI?.items) return placesOf(downwardAPI.items, 'DownwardAPI');
  return serviceAccountToken ? placesOf([serviceAccountToken], 'ServiceAccountToken') : [];
}

function overlapWarnings(volume: Fields): string[] {
  const { name, configMap, secret, downwardAPI } = volume;
  const told = (what: string, places: readonly Place[]): string[] =>
    overlaps(places).map((body) => `volume ${JSON.stringify(name)} (${what}): overlapping paths: ${body}`);
  const sources: Fields[] = volume['projected']?.sources ?? [];
  return [
    ...told(`ConfigMap ${JSON.stringify(configMap?.name ?? '')}`, placesOf(configMap?.items, '')),
    ...told(`Secret ${JSON.stringify(secret?.secretName ?? '')}`, placesOf(secret?.items, '')),
    ...told('DownwardAPI', placesOf(downwardAPI?.items, '')),
    ...sources
      .filter((source) => Object.keys(source).length === 0)
      .map(() => `volume ${JSON.stringify(name)} (Projected) has no sources provided`),
    ...told('Projected', sources.flatMap(projected)),
  ];
}

export const volumeWarnings = (volumes: readonly Fields[], at: string): string[] => [
  ...volumes.flatMap((volume, i) => {
    const claim = volume['ephemeral']?.volumeClaimTemplate?.spec;
    return [
      ...oldVolumeWarnings(volume, `${at}[${i}]`),
      ...(claim ? claimSpecWarnings(claim, `${at}[${i}].ephemeral.volumeClaimTemplate.spec`) : []),
    ];
  }),
  ...volumes.flatMap(overlapWarnings),
];
