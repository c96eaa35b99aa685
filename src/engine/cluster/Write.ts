import type { KubeObject } from '../../model/KubeObject.ts';

/** Who writes, as `managedFields` call them. */
export interface Writer {
  manager: string;
  subresource?: string;
  /** Of a server-side apply: what was applied. */
  configuration?: unknown;
  /** Managers whose fields become this one's, which applies (client-go: util/csaupgrade). */
  upgraded?: readonly string[];
}

/** A request that changed an object: what there was, and what was asked for before the server filled it in. */
export interface Write extends Writer {
  at: number;
  before: KubeObject | undefined;
  value: unknown;
}

const NONE: readonly Write[] = [];

/** The requests that made an object what it is. */
export const writesOf = (
  { writes }: { writes: ReadonlyMap<string, readonly Write[]> },
  { metadata: { uid = '' } }: KubeObject,
): readonly Write[] => writes.get(uid) ?? NONE;

/** Notes one more of them. */
export function addWrite(cluster: { writes: Map<string, readonly Write[]> }, object: KubeObject, write: Write): void {
  cluster.writes.set(object.metadata.uid ?? '', [...writesOf(cluster, object), write]);
}
