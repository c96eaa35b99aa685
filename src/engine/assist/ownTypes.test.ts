import { expect, test } from 'vitest';
import { SCENARIO_FIELDS } from '../scenarioProblems.ts';
import { OWN_TYPES } from './ownTypes.ts';

test.each(Object.entries(SCENARIO_FIELDS))('%s completes the fields that a Scenario may have', (name, known) => {
  // `true` is `on`, as YAML 1.1 reads it
  const fields = Object.keys(known).filter((field) => field !== 'true');
  expect(Object.keys(OWN_TYPES[name]?.fields ?? {}).sort()).toEqual(fields.sort());
});
