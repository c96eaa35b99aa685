import { valueAt } from '../plain.ts';
import type { LabelSelector } from '../../model/KubeObject.ts';

export type Labels = Readonly<Record<string, string>>;

const NONE: Labels = {};

/** Whether every label of a plain selector is there (labels.SelectorFromSet). */
export function matchesLabels(selector: Labels, labels: Labels = NONE): boolean {
  for (const key in selector) if (labels[key] !== selector[key]) return false;
  return true;
}

/** metav1.LabelSelectorAsSelector: all of matchLabels and all of matchExpressions. */
export function matchesSelector(selector: LabelSelector | undefined, labels: Labels = NONE): boolean {
  if (!selector) return false;
  if (!matchesLabels(selector.matchLabels ?? NONE, labels)) return false;
  return (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) =>
    matchesRequirement(key, operator, values, labels),
  );
}

/** One requirement of a label selector or of a node selector term. */
export function matchesRequirement(key: string, operator: string, values: readonly string[], labels: Labels): boolean {
  const value = valueAt(labels, key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return false;
  }
}
