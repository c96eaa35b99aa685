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

/** What a pattern may say beside how it ends: the source that a Pod saw, the port that it was asked at, the chance. */
const MORE = /^(.*?)(?: from (\S+))?(?: at (\d+))?(?: in (\d+(?:\.\d+)?) ?%)?$/s;

/** Whether an outcome is one that a pattern means; without a source, the chance is that of all that end alike. */
function isMeant(outcome: Outcome, pattern: string, all: readonly Outcome[]): boolean {
  const [, ending = '', source, port, percent] = MORE.exec(pattern) ?? [];
  if (!fits(outcomeText(outcome), ending)) return false;
  const seen = outcome as { source?: string; port?: number };
  if (source !== undefined && seen.source !== source) return false;
  if (port !== undefined && seen.port !== Number(port)) return false;
  const isAlike = (one: Outcome): boolean =>
    outcomeText(one) === outcomeText(outcome) &&
    (port === undefined || (one as { port?: number }).port === Number(port));
  const alike = source === undefined ? all.filter(isAlike) : [outcome];
  const share = alike.reduce((sum, one) => sum + one.share, 0);
  return percent === undefined || Math.abs(share * 100 - Number(percent)) < 0.1;
}

/** An outcome as a failed expectation tells it. */
function toldText(outcome: Outcome): string {
  const { source, port } = outcome as { source?: string; port?: number };
  const share = ` in ${Math.round(outcome.share * 1000) / 10} %`;
  return `${outcomeText(outcome)}${source ? ` from ${source}` : ''}${port ? ` at ${port}` : ''}${share}`;
}

/** What of an expectation does not hold; empty when all of it does. */
export function unmetOf({ prints = [], exit, outcomes }: Expectation, result: StepResult): Unmet[] {
  if ('reach' in result) {
    if (!outcomes) return [];
    if (result.nowhere !== undefined) return [{ expected: outcomes.join(', '), found: result.nowhere }];
    const strange = result.outcomes.filter(
      (outcome) => !outcomes.some((pattern) => isMeant(outcome, pattern, result.outcomes)),
    );
    const missing = outcomes.filter(
      (pattern) => !result.outcomes.some((outcome) => isMeant(outcome, pattern, result.outcomes)),
    );
    return strange.length + missing.length === 0
      ? []
      : [{ expected: outcomes.join(', '), found: result.outcomes.map(toldText).join(', ') || 'nothing' }];
  }
  const printed = result.stdout + result.stderr;
  const unmet = prints.filter((text) => !printed.includes(text)).map((expected) => ({ expected, found: printed }));
  if (exit !== undefined && result.exit !== exit)
    unmet.push({ expected: `exit status ${exit}`, found: `exit status ${result.exit}` });
  return unmet;
}
