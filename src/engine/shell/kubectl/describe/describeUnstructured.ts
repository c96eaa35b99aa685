import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import { isPlain } from '../../../plain.ts';
import { describeEvents } from './describeEvents.ts';
import type { Description } from './Description.ts';

/** What stands at the head already, and what is never told. */
const SKIPPED = ['managedFields', 'name', 'namespace', 'labels', 'annotations'].map((field) => `.metadata.${field}`);

const ACRONYMS = ['API', 'URL', 'UID', 'GUID'];

/** kubectl: describe.go, smartLabelFor: `apiVersion` → `API Version`, `csiDriverName` → `Csi Driver Name`. */
export function titleOf(field: string): string {
  if (/[^\p{L}-]/u.test(field)) return field;
  const parts = field.match(/[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|-+/g) ?? [field];
  const merged: string[] = [];
  for (const part of parts) {
    const last = merged.at(-1) ?? '';
    if (/^[A-Z]{2,}$/.test(last) && /^[A-Z]/.test(part)) merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged
    .map((part) => {
      if (ACRONYMS.includes(part.toUpperCase())) return part.toUpperCase();
      return part === part.toLowerCase() ? part.charAt(0).toUpperCase() + part.slice(1) : part;
    })
    .join(' ');
}

const plain = (value: unknown): string => (value === null || value === undefined ? '<nil>' : String(value));

/** printUnstructuredContent */
function content(to: Description, level: number, value: Record<string, unknown>, within: string): void {
  for (const field of Object.keys(value).sort()) {
    const path = `${within}.${field}`;
    const inner = value[field];
    if (SKIPPED.includes(path)) continue;
    const title = `${titleOf(field)}:`;
    if (isPlain(inner)) {
      to.line(level, title);
      content(to, level + 1, inner, path);
    } else if (Array.isArray(inner)) {
      to.line(level, title);
      for (const child of inner as unknown[]) {
        if (isPlain(child)) content(to, level + 1, child, path);
        else to.line(level + 1, plain(child));
      }
    } else to.line(level, title, plain(inner));
  }
}

/** Kinds that kubectl has no description for (describe.go, genericDescriber): all that the object says. */
export function describeUnstructured(to: Description, cluster: Cluster, object: KubeObject): void {
  const { metadata } = object;
  to.head({ ...metadata, namespace: metadata.namespace ?? '' });
  content(to, 0, object as unknown as Record<string, unknown>, '');
  describeEvents(to, cluster, object);
}
