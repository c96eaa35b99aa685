import type { PodTemplate } from '../../model/Workload.ts';
import { toJson } from '../goJson.ts';
import { safeEncode } from './generatedName.ts';
import { goDump } from './goDump.ts';

const START = 0x811c9dc5;
const PRIME = 0x01000193;

type Step = (hash: number, byte: number) => number;

/** FNV of 32 bits (Go: hash/fnv, New32 and New32a). */
const fnv1: Step = (hash, byte) => Math.imul(hash, PRIME) ^ byte;
const fnv1a: Step = (hash, byte) => Math.imul(hash ^ byte, PRIME);

/** The hash of a text's bytes in UTF-8, in the alphabet of generated names (util/rand.SafeEncodeString). */
function encodedHash(text: string, step: Step): string {
  let hash = START;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0;
    if (code < 0x80) {
      hash = step(hash, code);
      continue;
    }
    if (code < 0x800) hash = step(hash, 0xc0 | (code >> 6));
    else {
      if (code < 0x10000) hash = step(hash, 0xe0 | (code >> 12));
      else {
        hash = step(step(hash, 0xf0 | (code >> 18)), 0x80 | ((code >> 12) & 0x3f));
        i++;
      }
      hash = step(hash, 0x80 | ((code >> 6) & 0x3f));
    }
    hash = step(hash, 0x80 | (code & 0x3f));
  }
  return safeEncode(String(hash >>> 0));
}

/** Once for each template: a stored object is never changed, only replaced. */
function remembered(make: (template: PodTemplate) => string): (template: PodTemplate) => string {
  const known = new WeakMap<PodTemplate, string>();
  return (template) => {
    const hash = known.get(template) ?? make(template);
    known.set(template, hash);
    return hash;
  };
}

/**
 * The `pod-template-hash` of a Deployment's template, and the `controller-revision-hash` of a DaemonSet's: the value
 * that a real cluster gives (pkg/controller: controller_utils.go, ComputeHash; no collisions are counted).
 */
export const templateHash = remembered((template) => encodedHash(goDump('PodTemplateSpec', template), fnv1a));

/**
 * The hash of a StatefulSet's revision: of the patch that would bring the template back, and of the number of
 * collisions, 0 (pkg/controller: stateful_set_utils.go, getPatch; controller_history.go, HashControllerRevision).
 */
export const revisionHash = remembered((template) =>
  encodedHash(`${toJson({ spec: { template: { ...template, $patch: 'replace' } } })}0`, fnv1),
);
