import { describe, expect, it } from 'vitest';
import type { ScenarioStep, Told, TypedLine } from '../model/Scenario.ts';
import { LESSONS, loadScenario } from '../scenarios/index.ts';
import { checkStep } from './checkStep.ts';
import { parseText } from './parse/parse.ts';
import { readScenario } from './readScenario.ts';

const lineOf = ({ on, run = '', stdin }: ScenarioStep): TypedLine => ({
  on,
  run,
  ...(stdin !== undefined && { stdin }),
});

const both = (told: Told | undefined): void => {
  if (told !== undefined) expect(Object.keys(told)).toEqual(['en', 'zh-CN']);
};

describe.each(LESSONS)('lesson %s', async (name) => {
  const text = await loadScenario(name);
  const { steps, title, description } = readScenario(parseText(text).documents.map(({ value }) => value));

  it('is told in both languages, and asks one question with one right answer', () => {
    for (const told of [title, description, ...steps.flatMap(({ say, hint }) => [say, hint])]) both(told);
    const questions = steps.flatMap(({ answers }) => (answers ? [answers] : []));
    expect(questions).toHaveLength(1);
    for (const { text: answer } of questions[0] ?? []) both(answer);
    expect(questions[0]?.filter(({ right }) => right)).toHaveLength(1);
  });

  it('keeps its promises, and no step is done before the reader does it', () => {
    const typed: TypedLine[] = [];
    expect(steps.some(({ until, expect: expected }) => until ?? expected)).toBe(true);
    for (const step of steps) {
      const source = { text, typed: [...typed] };
      if (step.until) expect(checkStep(source, step.until), 'done already').not.toEqual([]);
      if (step.expect) expect(checkStep(source, step)).toEqual([]);
      if (step.run !== undefined) typed.push(lineOf(step));
      if (step.until) expect(checkStep({ text, typed }, step.until)).toEqual([]);
    }
  });
});
