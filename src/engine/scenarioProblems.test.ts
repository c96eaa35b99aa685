import { expect, it } from 'vitest';
import { GALLERY, LESSONS, loadScenario } from '../scenarios/index.ts';
import { parseText } from './parse/parse.ts';
import { scenarioProblems } from './scenarioProblems.ts';
import { simulate } from './simulate.ts';

const problems = (spec: string, head = 'apiVersion: kubehop.dev/v1\nkind: Scenario\n') =>
  scenarioProblems(parseText(head + spec).documents.map(({ value }) => value)).map(({ message }) => message);

it('names what it does not know, at its place', () => {
  expect(problems('spec: {nodes: 0, seed: 2}')).toEqual([['unknownField', 'spec.nodes']]);
  expect(problems('spec: {seed: two, steps: [{on: n1, run: ls, at: 5s}, {whatever: 1}, ls]}')).toEqual([
    ['wrongKind', 'spec.seed', 'number'],
    ['unknownField', 'spec.steps[1].whatever'],
    ['stepDoesNothing', 'spec.steps[1]'],
    ['wrongKind', 'spec.steps[2]', 'fields'],
  ]);
  expect(problems('', 'apiVersion: kubehop.dev/v9\nkind: Scenario\n')).toEqual([['wrongVersion', 'kubehop.dev/v1']]);
  const text = 'apiVersion: kubehop.dev/v1\nkind: Scenario\nspec:\n  nodes: 0\n';
  const [diagnostic] = simulate({ text }).diagnostics;
  expect(text.slice(diagnostic?.span?.start, diagnostic?.span?.end)).toBe('0');
});

it.each([...LESSONS, ...GALLERY])('finds nothing in %s', async (name) => {
  const yaml = await loadScenario(name);
  expect(scenarioProblems(parseText(yaml).documents.map(({ value }) => value))).toEqual([]);
});
