import type { LabelSelector } from '../../model/KubeObject.ts';

/** A label selector as kubectl prints it: `app=web,tier in (a,b)`; `<none>` selects all (metav1.FormatLabelSelector). */
export function selectorText(selector: LabelSelector | undefined): string {
  if (!selector) return '<none>';
  const requirements: [string, string][] = Object.entries(selector.matchLabels ?? {}).map(([k, v]) => [k, `${k}=${v}`]);
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const list = `(${[...values].sort().join(',')})`;
    const text = { In: `${key} in ${list}`, NotIn: `${key} notin ${list}`, Exists: key, DoesNotExist: `!${key}` }[
      operator
    ];
    requirements.push([key, text ?? key]);
  }
  requirements.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return requirements.map(([, text]) => text).join(',') || '<none>';
}
