import type { PodTemplate } from '../../model/Workload.ts';
import { hash32, safeEncode } from './generatedName.ts';

/** JSON whose keys are in order, so that equal templates have equal texts. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, v]) => v !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
    .join(',')}}`;
}

const hashes = new WeakMap<object, string>();

/**
 * The hash of a Pod template in the alphabet of generated names, ten letters. Kubernetes hashes Go's own print of
 * the structure (controller_utils.go, ComputeHash); nothing depends on which number it is.
 */
export function templateHash(template: PodTemplate): string {
  let hash = hashes.get(template);
  if (hash === undefined) {
    hash = safeEncode(String(1_000_000_000 + (hash32(canonical(template)) % 3_294_967_295)));
    hashes.set(template, hash);
  }
  return hash;
}
