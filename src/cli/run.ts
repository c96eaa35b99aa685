import {
  openDocuments,
  parseText,
  runScenario,
  runSteps,
  type ScenarioResult,
  type StepResult,
} from '../engine/index.ts';
import { timelineWords as words } from '../words/timeline/en.ts';
import { inLanguage } from '../words/inLanguage.ts';
import { nameOf, openFile } from './open.ts';
import { readOptions, wantsJson } from './options.ts';
import { outcomeLines, toldOutcome } from './outcomeLines.ts';
import { FileError, readText } from './readText.ts';
import { runPaced } from './runPaced.ts';
import { UsageError } from './UsageError.ts';

function printStep(step: StepResult, time = ''): void {
  const at = `${time}${step.on === 'admin' ? '' : `${step.on} `}`;
  if ('reach' in step) {
    const { reach, outcomes, nowhere } = step;
    process.stdout.write(`\n${at}? ${reach}\n${nowhere === undefined ? outcomeLines(outcomes) : `${nowhere}\n`}`);
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

const seconds = (ms: number): string => `${(ms / 1000).toFixed(3)}s `;

/** The same in virtual time: each step at its moment, and what watches print as it happens. */
function runPacedForPeople(file: string): void {
  const opened = openFile(file);
  const { scenario, create, files } = opened;
  process.stdout.write(`${inLanguage(scenario.title, 'en') || scenario.name || nameOf(file)}\n\n${create.stdout}`);
  process.stdout.write(create.stderr.replace(/^(?!Warning: ).*\n?/gm, ''));
  const { steps, timeline } = runPaced(opened, files);
  const printed = timeline.events.filter((event) => event.kind === 'printed' || event.kind === 'bound');
  const ran = steps.filter((step) => step !== undefined);
  for (const one of [...ran, ...printed].sort((a, b) => a.at - b.at)) {
    if (!('kind' in one)) printStep(one, seconds(one.at));
    else if (one.kind === 'bound') process.stdout.write(`\n${words.event(one)}\n`);
    else process.stdout.write(one.text.replace(/^(?=.)/gm, `${seconds(one.at)}[${one.step + 1}] `));
  }
}

/** As JSON: the steps that ran, each with the time at which it was over, and what watches printed afterwards. */
function pacedJson(text: string, name: string): string {
  const opened = openDocuments(parseText(text), name);
  const { steps, timeline } = runPaced(opened, new Map([[name, text]]));
  const scenario = opened.scenario.name || name.replace(/\.ya?ml$/, '');
  const printed = timeline.events.filter((event) => event.kind === 'printed');
  const ran = steps.filter((step) => step !== undefined);
  return JSON.stringify({
    ...told({ scenario, create: opened.create, steps: ran }),
    printed,
    end: timeline.end,
    bound: timeline.bound,
  });
}

/** `--time settled`, which is the default, or `--time paced`. */
function wantsPaced({ time = 'settled' }: Record<string, string>): boolean {
  if (time !== 'paced' && time !== 'settled') throw new UsageError(`time is settled or paced, not "${time}"`);
  return time === 'paced';
}

/** `kubehop run [-o json] [--time paced] FILE...`: 0 when every file could be run. */
export function run(args: string[]): number {
  const { values, words, rest } = readOptions(args, { '-o': 'output', '--output': 'output', '--time': 'time' });
  const files = [...words, ...rest];
  if (files.length === 0) throw new UsageError('run needs a FILE');
  const json = wantsJson(values);
  const paced = wantsPaced(values);
  let status = 0;
  files.forEach((file, i) => {
    try {
      if (json) {
        const text = readText(file);
        const line = paced ? pacedJson(text, nameOf(file)) : JSON.stringify(told(runScenario(text, nameOf(file))));
        process.stdout.write(`${line}\n`);
      } else {
        if (i > 0) process.stdout.write('\n');
        if (paced) runPacedForPeople(file);
        else runForPeople(file);
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      process.stderr.write(`kubehop: ${error.message}\n`);
      status = 1;
    }
  });
  return status;
}
