import type { Diagnostic } from '../../model/Diagnostic.ts';
import type { Hint } from '../../model/Message.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import type { Finding } from './Finding.ts';

const print = (labels: Record<string, string>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

/** How many single-character edits turn one text into another (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}

/** Label sets of Pods looked at for the nearest one; beyond that a hint is not worth the time. */
const POD_LABELS_COMPARED = 500;

/**
 * A Service whose selector matches none of its Namespace's Pods: says so at the selector, and offers the Pod
 * labels nearest to it.
 */
export function selectsNothing(service: Service, pods: readonly Pod[], podsAnywhere: number): Finding {
  const selector = service.spec.selector ?? {};
  const wanted = Object.entries(selector);
  const diagnostic: Omit<Diagnostic, 'span' | 'document' | 'path'> = {
    code: 'selector/nothing',
    severity: 'warning',
    message: ['selectsNothing', service.metadata.name, service.metadata.namespace ?? '', print(selector)],
  };
  let best: { key: string; value: string; cost: number } | undefined;
  const seen = new Set<string>();
  for (const pod of pods) {
    const labels = pod.metadata.labels ?? {};
    const text = print(labels);
    if (!text || seen.has(text)) continue;
    if (seen.size >= POD_LABELS_COMPARED) break;
    seen.add(text);
    const missing = wanted.filter(([k, v]) => labels[k] !== v);
    const [only] = missing;
    if (missing.length !== 1 || !only) continue;
    const [key, value] = only;
    const found = labels[key];
    if (found === undefined) continue;
    const cost = distance(value, found);
    if (!best || cost < best.cost) best = { key, value: found, cost };
  }
  const ref = { object: keyOf(service), path: 'spec.selector' };
  if (!best) return { ref, diagnostic: { ...diagnostic, hint: hintWithout(pods.length, podsAnywhere) } };
  return {
    ref: { ...ref, path: `spec.selector.${best.key}` },
    diagnostic: { ...diagnostic, hint: ['useLabel', `${best.key}=${best.value}`] },
    replace: { title: ['select', `${best.key}=${best.value}`], value: best.value },
  };
}

const hintWithout = (pods: number, podsAnywhere: number): Hint =>
  pods === 0 ? ['noPod', podsAnywhere > 0] : ['everyLabel'];
