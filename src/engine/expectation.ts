import type { Expectation, Unmet } from '../model/Scenario.ts';
import type { Outcome, StepResult } from './runScenario.ts';

/**
 * How a connection ended, as an expectation names it: `delivered to NAMESPACE/POD`, `delivered to node NAME`, `delivered`
 * for a machine without a name, else the result itself (`refused`, `timeout`, `unreachable`, `unresolved`).
 */
export function outcomeText(outcome: Outcome): string {
  if (outcome.result !== 'delivered') return outcome.result;
  if ('pod' in outcome) return `delivered to ${outcome.pod}`;
  return outcome.node ? `delivered to node ${outcome.node}` : 'delivered';
}

/** Whether a text is the pattern, in which `*` stands for anything. */
function fits(text: string, pattern: string): boolean {
  const [head = '', ...parts] = pattern.split('*');
  if (parts.length === 0) return text === pattern;
  if (!text.startsWith(head)) return false;
  let at = head.length;
  const tail = parts.pop() ?? '';
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
}

/** What of an expectation does not hold; empty when all of it does. */
export function unmetOf({ prints = [], exit, outcomes }: Expectation, result: StepResult): Unmet[] {
  if ('reach' in result) {
    const found = [...new Set(result.outcomes.map(outcomeText))];
    if (!outcomes) return [];
    const strange = found.filter((text) => !outcomes.some((pattern) => fits(text, pattern)));
    const missing = outcomes.filter((pattern) => !found.some((text) => fits(text, pattern)));
    return strange.length + missing.length === 0
      ? []
      : [{ expected: outcomes.join(', '), found: found.join(', ') || 'nothing' }];
  }
  const printed = result.stdout + result.stderr;
  const unmet = prints.filter((text) => !printed.includes(text)).map((expected) => ({ expected, found: printed }));
  if (exit !== undefined && result.exit !== exit)
    unmet.push({ expected: `exit status ${exit}`, found: `exit status ${result.exit}` });
  return unmet;
}
