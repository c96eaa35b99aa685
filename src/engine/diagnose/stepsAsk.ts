import type { ScenarioStep } from '../../model/Scenario.ts';
import { objectKey, type SourceRef } from '../../model/Span.ts';
import type { Look } from './Check.ts';

/** What a step of the scenario asks for, and where that is written. */
export interface Asked {
  step: ScenarioStep;
  text: string;
  ref: SourceRef;
  /** Where it says what must come of it. */
  expects: SourceRef;
}

/** What the steps of the scenario ask: of a question its URL, of a command its line. */
export const stepsAsk = ({ scenario }: Look): Asked[] =>
  scenario.steps.flatMap((step, i) => {
    const field = step.reach === undefined ? 'run' : 'reach';
    const text = step[field];
    if (text === undefined) return [];
    const at = (name: string): SourceRef => ({
      object: objectKey('Scenario', 'default', scenario.name),
      path: `spec.steps[${i}].${name}`,
    });
    return [{ step, text, ref: at(field), expects: at('expect') }];
  });
