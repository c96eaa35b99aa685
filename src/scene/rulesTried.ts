import type { Hop, RuleTried, Step } from '../model/Trace.ts';

/** A rule that the packet was held against, as a row of the inspector and a stop of the player. */
export interface RuleRow {
  rule: RuleTried;
  /** '' for the rules of a NetworkPolicy. */
  table: Extract<Step, { kind: 'rules' }>['table'] | '';
  /** It changed the packet or decided about it. */
  decided: boolean;
}

/** Every rule that a hop tried, in order. */
export function rulesTried({ steps }: Hop): RuleRow[] {
  const deciding = new Set(steps.flatMap((step) => ('ruleId' in step ? [step.ruleId] : [])));
  return steps.flatMap((step) => {
    if (step.kind !== 'rules' && step.kind !== 'policy') return [];
    const table = step.kind === 'rules' ? step.table : '';
    return step.tried.map((rule) => ({ rule, table, decided: deciding.has(rule.ruleId) }));
  });
}
