import type { Hop } from '../model/Trace.ts';

/** `nat PREROUTING`, `ipvs INPUT`: the hook of a hop and the table, NetworkPolicy or IPVS that did something there; empty at the ends of a way. */
export function hookOf(hop: Hop): string {
  if (!hop.hook) return '';
  const has = (kind: string): boolean => hop.steps.some((s) => s.kind === kind);
  const byIpvs = hop.steps.some((s) => 'by' in s && s.by === 'ipvs');
  if (byIpvs) return `ipvs ${hop.hook}`;
  if (has('translate') || has('untranslate')) return `nat ${hop.hook}`;
  if (hop.steps.some((s) => s.kind === 'policy' && s.ruleId === '')) return `policy ${hop.hook}`;
  if (has('reject') || has('drop')) return `filter ${hop.hook}`;
  return hop.hook;
}
