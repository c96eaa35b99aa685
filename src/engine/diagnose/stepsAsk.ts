import type { ScenarioStep } from '../../model/Scenario.ts';
import { objectKey, type SourceRef } from '../../model/Span.ts';
import type { Look } from './Check.ts';
import type { Mend } from './Finding.ts';

/** What a step of the scenario asks for, and where that is written. */
export interface Asked {
  step: ScenarioStep;
  text: string;
  ref: SourceRef;
  /** Where its expectation is written. */
  expected: SourceRef;
  /** The whole step. */
  whole: SourceRef;
  /** Whoever expects it to fail has meant it so. */
  severity: 'info' | 'warning';
  /** What goes with a mend: what expects that. */
  unexpected: Mend['set'];
  /** No kubectl has run before it: the settled cluster is the one that it asks. */
  isUntouched: boolean;
}

/** The Namespace that a line of kubectl names. */
export const namespaceIn = (line: string): string => /\s(?:-n|--namespace)[= ](\S+)/.exec(line)?.[1] ?? 'default';

const FAILURE = /refused|timed out|unreachable|packet loss|resolve|NXDOMAIN/i;

const expectsFailure = ({ expect = {} }: ScenarioStep): boolean =>
  (expect.exit ?? 0) !== 0 ||
  (expect.outcomes ?? []).some((outcome) => !outcome.startsWith('delivered')) ||
  (expect.prints ?? []).some((print) => FAILURE.test(print));

/** What the steps of the scenario ask: of a question its URL, of a command its line. */
export const stepsAsk = ({ scenario }: Look): Asked[] => {
  const changed = scenario.steps.findIndex(({ run }) => run?.includes('kubectl'));
  return scenario.steps.flatMap((step, i): Asked[] => {
    const field = step.reach === undefined ? 'run' : 'reach';
    const text = step[field];
    if (text === undefined) return [];
    const whole = { object: objectKey('Scenario', 'default', scenario.name), path: `spec.steps[${i}]` };
    const at = (name: string): SourceRef => ({ ...whole, path: `${whole.path}.${name}` });
    return [
      {
        step,
        text,
        ref: at(field),
        expected: at('expect'),
        whole,
        severity: expectsFailure(step) ? 'info' : 'warning',
        unexpected: expectsFailure(step) ? [{ ref: at('expect'), value: undefined }] : [],
        isUntouched: changed < 0 || i <= changed,
      },
    ];
  });
};

/** The same step with a question in the place of its command: of a connection, and perhaps of how it ends. */
export const asQuestion = (
  { at, on, say, hint }: ScenarioStep,
  question: Pick<ScenarioStep, 'reach'> & { on?: string; expect?: string[] },
): Record<string, unknown> => ({
  ...(at !== undefined && { at: at / 1000 }),
  ...(on !== 'admin' && { on }),
  ...question,
  ...(say !== undefined && { say }),
  ...(hint !== undefined && { hint }),
});
