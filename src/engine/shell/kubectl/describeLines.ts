import { alignColumns } from '../table.ts';

/** A line of a description: cells that kubectl's writer separates by tabs. */
export type Line = string[];

/** kubectl: describe's tab writer (minwidth 0, padding 2). */
export const describeLines = (lines: readonly Line[]): string => alignColumns(lines, 2);

/** The annotation that `kubectl apply` writes; descriptions leave it out. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** `Labels:` and `Annotations:`: one pair on a line, the first beside the title. */
export function mapLines(title: string, map: Record<string, string> | undefined, separator: string): Line[] {
  const entries = Object.entries(map ?? {})
    .filter(([key]) => key !== LAST_APPLIED)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return [[title, '<none>']];
  return entries.map(([key, value], i) => [i === 0 ? title : '', `${key}${separator}${value}`]);
}
