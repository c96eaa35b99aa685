import { expect, test } from 'vitest';
import type { ScenarioStep } from '../model/Scenario.ts';
import { entryOf } from './lesson.ts';
import type { TerminalEntry } from './store.ts';

const step = (run?: string): ScenarioStep => ({ on: 'admin', ...(run !== undefined && { run }) });
const line = (id: number, run: string): TerminalEntry => ({ id, on: 'admin', run, result: null });

test('what a command printed belongs to the step in which it was typed, also where another step asks for the same', () => {
  const steps = [step('kubectl get pods'), step('kubectl delete pods --all'), step('kubectl get pods'), step()];
  const terminal = [line(1, 'kubectl  get pods '), line(2, 'kubectl delete pods --all')];
  const idOf = (at: number, began: number[], typed = terminal): number | undefined =>
    entryOf({ steps, at, began }, typed)?.id;
  expect([0, 1, 2, 3].map((at) => idOf(at, [0, 1, 2]))).toEqual([1, 2, undefined, undefined]);
  const whole = [...terminal, line(3, 'kubectl get pods'), line(4, 'kubectl get pods')];
  expect([0, 1, 2].map((at) => idOf(at, [0, 1, 2, 4], whole))).toEqual([1, 2, 4]);
});
