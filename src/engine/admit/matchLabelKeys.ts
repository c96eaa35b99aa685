import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid } from './fieldErrors.ts';
import { allInvalid, qualifiedName } from './validators.ts';

/** A term of affinity, or a constraint of topology spread. */
type Term = Fields;

const TERMS = ['preferredDuringSchedulingIgnoredDuringExecution', 'requiredDuringSchedulingIgnoredDuringExecution'];

/** Every place in a Pod's spec that has keys of labels beside its selector. */
function termsOf({ affinity, topologySpreadConstraints }: Fields): Term[] {
  const ofAffinity = ['podAffinity', 'podAntiAffinity'].flatMap((kind) =>
    TERMS.flatMap((list) => ((affinity?.[kind]?.[list] ?? []) as Fields[]).map((t) => t['podAffinityTerm'] ?? t)),
  );
  return [...ofAffinity, ...(topologySpreadConstraints ?? [])];
}

/** A new Pod's own labels go into the selectors that name their keys (pkg/registry/core/pod/strategy.go, applyLabelKeysToLabelSelector). */
export function mergeMatchLabelKeys({ metadata, spec }: Fields): void {
  if (!spec.affinity && !spec.topologySpreadConstraints) return;
  const labels: Record<string, string> = metadata.labels ?? {};
  for (const term of termsOf(spec)) {
    const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] } = term;
    if (!labelSelector) continue;
    const own = (keys: string[], operator: string): Fields[] =>
      keys.filter((key) => key in labels).map((key) => ({ key, operator, values: [labels[key]] }));
    const added = [...own(matchLabelKeys, 'In'), ...own(mismatchLabelKeys, 'NotIn')];
    if (added.length === 0) continue;
    const matchExpressions = [...(labelSelector.matchExpressions ?? []), ...added];
    term['labelSelector'] = { ...labelSelector, matchExpressions };
  }
}

function keyErrors(keys: string[], selector: Fields | undefined, at: string): FieldError[] {
  if (keys.length === 0) return [];
  if (!selector) return [forbidden(at, 'must not be specified when labelSelector is not set')];
  return keys.flatMap((key, i) => allInvalid(`${at}[${i}]`, key, qualifiedName(key)));
}

/** pkg/apis/core/validation, ValidateMatchLabelKeysAndMismatchLabelKeys */
export function matchLabelKeysErrors(term: Term, at: string): FieldError[] {
  const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] } = term;
  const errors = [
    ...keyErrors(matchLabelKeys, labelSelector, `${at}.matchLabelKeys`),
    ...keyErrors(mismatchLabelKeys, labelSelector, `${at}.mismatchLabelKeys`),
  ];
  // a new Pod's labels stand in the selector by now: a key that comes again was in the manifest's selector too
  const seen = new Set(Object.keys(labelSelector?.matchLabels ?? {}));
  for (const { key } of labelSelector?.matchExpressions ?? []) {
    const i = matchLabelKeys.lastIndexOf(key);
    if (i >= 0 && seen.has(key))
      errors.push(invalid(`${at}[${i}]`, key, 'exists in both matchLabelKeys and labelSelector'));
    seen.add(key);
  }
  for (const [i, key] of matchLabelKeys.entries())
    if (mismatchLabelKeys.includes(key))
      errors.push(invalid(`${at}.matchLabelKeys[${i}]`, key, 'exists in both matchLabelKeys and mismatchLabelKeys'));
  return errors;
}
