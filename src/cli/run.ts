import { runScenario, runSteps, type ScenarioResult, type StepResult } from '../engine/index.ts';
import { inLanguage } from '../words/inLanguage.ts';
import { nameOf, openFile } from './open.ts';
import { readOptions, wantsJson } from './options.ts';
import { outcomeLines, toldOutcome } from './outcomeLines.ts';
import { FileError, readText } from './readText.ts';
import { UsageError } from './UsageError.ts';

function printStep(step: StepResult): void {
  const at = step.on === 'admin' ? '' : `${step.on} `;
  if ('reach' in step) {
    process.stdout.write(`\n${at}? ${step.reach}\n${outcomeLines(step.outcomes)}`);
    return;
  }
  process.stdout.write(`\n${at}$ ${step.run}\n${step.stdout}`);
  if (step.stdout && !step.stdout.endsWith('\n')) process.stdout.write('\n');
  process.stdout.write(step.stderr);
  if (step.exit !== 0) process.stdout.write(`exit status ${step.exit}\n`);
}

/** As JSON tells it. */
const told = ({ steps, ...result }: ScenarioResult) => ({
  ...result,
  steps: steps.map((step) => ('reach' in step ? { ...step, outcomes: step.outcomes.map(toldOutcome) } : step)),
});

function runForPeople(file: string): void {
  const { cluster, scenario, create, files } = openFile(file);
  process.stdout.write(`${inLanguage(scenario.title, 'en') || scenario.name || nameOf(file)}\n\n${create.stdout}`);
  process.stdout.write(create.stderr.replace(/^(?!Warning: ).*\n?/gm, ''));
  for (const step of runSteps(cluster, scenario, files)) printStep(step);
}

/** `kubehop run [-o json] FILE...`: 0 when every file could be run. */
export function run(args: string[]): number {
  const { values, words, rest } = readOptions(args, { '-o': 'output', '--output': 'output' });
  const files = [...words, ...rest];
  if (files.length === 0) throw new UsageError('run needs a FILE');
  const json = wantsJson(values);
  let status = 0;
  files.forEach((file, i) => {
    try {
      if (json) process.stdout.write(`${JSON.stringify(told(runScenario(readText(file), nameOf(file))))}\n`);
      else {
        if (i > 0) process.stdout.write('\n');
        runForPeople(file);
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      process.stderr.write(`kubehop: ${error.message}\n`);
      status = 1;
    }
  });
  return status;
}
