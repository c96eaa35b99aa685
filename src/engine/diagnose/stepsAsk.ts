import type { ScenarioStep } from '../../model/Scenario.ts';
import { objectKey, type SourceRef } from '../../model/Span.ts';
import type { Look } from './Check.ts';
import type { Mend } from './Finding.ts';

/** What a step of the scenario asks for, and where that is written. */
export interface Asked {
  step: ScenarioStep;
  text: string;
  ref: SourceRef;
  /** Whoever says what must come of it has meant it so. */
  severity: 'info' | 'warning';
  /** What goes with a mend: what says so. */
  unexpected: Mend['set'];
}

/** What the steps of the scenario ask: of a question its URL, of a command its line. */
export const stepsAsk = ({ scenario }: Look): Asked[] =>
  scenario.steps.flatMap((step, i): Asked[] => {
    const field = step.reach === undefined ? 'run' : 'reach';
    const text = step[field];
    if (text === undefined) return [];
    const at = (name: string): SourceRef => ({
      object: objectKey('Scenario', 'default', scenario.name),
      path: `spec.steps[${i}].${name}`,
    });
    return [
      {
        step,
        text,
        ref: at(field),
        severity: step.expect ? 'info' : 'warning',
        unexpected: step.expect ? [{ ref: at('expect'), value: undefined }] : [],
      },
    ];
  });
