import type { KubeObject } from '../../model/KubeObject.ts';
import { isPlain, type Plain } from '../plain.ts';

/** The annotation in which `kubectl apply` keeps what it was given. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What was applied last; undefined where that is not told, or cannot be read: anybody may write the annotation. */
export function lastApplied({ metadata }: KubeObject): Plain | undefined {
  const text = metadata.annotations?.[LAST_APPLIED];
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isPlain(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
