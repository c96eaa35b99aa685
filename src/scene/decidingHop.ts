import type { Hop, RuleTried, Trace } from '../model/Trace.ts';

const has = (hop: Hop, ...kinds: string[]): boolean => hop.steps.some(({ kind }) => kinds.includes(kind));

/** The hop at which a connection's fate was decided: where it died, or else where its destination was chosen. */
export function decidingHop({ hops, ending }: Trace): number {
  if (ending.result === 'delivered') {
    const chosen = hops.findIndex((hop) => hop.steps.some((step) => step.kind === 'translate' && step.field === 'dst'));
    return Math.max(0, chosen);
  }
  const died = hops.findLastIndex((hop) => has(hop, 'drop', 'reject', 'noListener', 'noRoute'));
  return died < 0 ? Math.max(0, hops.length - 1) : died;
}

/** The rule that did it there, if one did. */
export function decidingRule({ steps }: Hop): RuleTried | null {
  const names = new Set(steps.flatMap((step) => ('ruleId' in step ? [step.ruleId] : [])));
  const tried = steps.flatMap((step) => (step.kind === 'rules' ? step.tried : []));
  return tried.findLast(({ ruleId, matched }) => matched && names.has(ruleId)) ?? null;
}
