import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';

/** Annotations of the StorageClass for claims that name none (storage/util, IsDefaultAnnotation). */
export const IS_DEFAULT_CLASS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

/** Whether one of the annotations says so. */
export const isMarked = ({ metadata }: KubeObject, marks: readonly string[]): boolean =>
  marks.some((mark) => metadata.annotations?.[mark] === 'true');

/** Of the classes that are marked as default the newest, of those of one second the first by name. */
export function newestMarked({ store }: Cluster, kind: string, marks: readonly string[]): string | undefined {
  const born = ({ metadata }: KubeObject): string => metadata.creationTimestamp ?? '';
  const [newest] = store
    .list(kind)
    .filter((object) => isMarked(object, marks))
    .toSorted((a, b) =>
      born(a) === born(b) ? (a.metadata.name < b.metadata.name ? -1 : 1) : born(a) > born(b) ? -1 : 1,
    );
  return newest?.metadata.name;
}
