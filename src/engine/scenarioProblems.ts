import type { Diagnostic } from '../model/Diagnostic.ts';
import type { Finding, ScenarioKind } from '../model/Message.ts';
import { isScenario, milliseconds, readTold } from './readScenario.ts';
import { isPlain, type Plain, textOf } from './plain.ts';
import { readTarget } from './trace/target.ts';

const VERSION = 'kubehop.dev/v1';

/** What kubehop.dev/v1 knows, as conformance/README.md tells it, and of which kind each is. */
const SPEC = {
  title: 'told',
  description: 'told',
  seed: 'number',
  steps: 'list',
  podNetwork: 'text',
  nodeNetwork: 'text',
  delays: 'fields',
  traffic: 'list',
} as const;
const STEP = {
  on: 'text',
  true: 'text',
  run: 'text',
  stdin: 'text',
  reach: 'text',
  say: 'told',
  expect: 'expectation',
  until: 'fields',
  hint: 'told',
  answers: 'list',
  at: 'time',
} as const;
const EXPECTATION = { prints: 'texts', exit: 'number', outcomes: 'texts' } as const;
const ANSWER = { text: 'told', right: 'flag' } as const;

const TRAFFIC = {
  on: 'text',
  true: 'text',
  to: 'text',
  rate: 'positive',
  from: 'time',
  until: 'time',
  takes: 'time',
  keepAlive: 'flag',
  dnsCache: 'cache',
} as const;

/** The same by the names that completion has for them (`assist/ownTypes.ts`). */
export const SCENARIO_FIELDS = {
  ScenarioSpec: SPEC,
  ScenarioStep: STEP,
  ScenarioAnswer: ANSWER,
  ScenarioTraffic: TRAFFIC,
} as const;

const isTexts = (value: unknown): boolean =>
  typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));

const is: Record<ScenarioKind, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  told: (value) => readTold(value) !== undefined,
  texts: isTexts,
  expectation: (value) => isTexts(value) || isPlain(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  positive: (value) => typeof value === 'number' && value > 0 && Number.isFinite(value),
  list: Array.isArray,
  fields: isPlain,
  flag: (value) => typeof value === 'boolean',
  time: (value) => milliseconds(value) !== undefined,
  cache: (value) => value === 'ttl' || value === 'forever' || milliseconds(value) !== undefined,
};

/**
 * What a Scenario says that Kubehop does not understand: it is left out, and its reader is told. The API server knows
 * nothing of this kind.
 */
export function scenarioProblems(values: readonly unknown[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  const [first, ...more] = values.flatMap((value, document) => (isScenario(value) ? [{ value, document }] : []));
  if (!first) return found;
  const warn = (path: string, message: Finding, document = first.document): void => {
    found.push({ code: 'scenario/unknown', severity: 'warning', message, document, path });
  };
  const look = (value: unknown, known: Record<string, ScenarioKind>, path: string): void => {
    if (!isPlain(value)) return;
    for (const [field, content] of Object.entries(value)) {
      const at = path ? `${path}.${field}` : field;
      const kind = Object.hasOwn(known, field) ? known[field] : undefined;
      if (!kind) warn(at, ['unknownField', at]);
      else if (content !== null && !is[kind](content)) warn(at, ['wrongKind', at, kind]);
    }
  };
  const { apiVersion, spec } = first.value as Plain;
  if (apiVersion !== VERSION) warn('apiVersion', ['wrongVersion', VERSION]);
  if (spec !== undefined && spec !== null && !isPlain(spec)) warn('spec', ['wrongKind', 'spec', 'fields']);
  look(spec, SPEC, 'spec');
  const steps = isPlain(spec) && Array.isArray(spec['steps']) ? spec['steps'] : [];
  const lookAtStep = (step: unknown, at: string): void => {
    look(step, STEP, at);
    if (!isPlain(step)) return warn(at, ['wrongKind', at, 'fields']);
    if (!['run', 'reach', 'say'].some((field) => step[field] !== undefined && step[field] !== null))
      warn(at, ['stepDoesNothing', at]);
    look(step['expect'], EXPECTATION, `${at}.expect`);
    if (isPlain(step['until'])) lookAtStep(step['until'], `${at}.until`);
    if (Array.isArray(step['answers']))
      step['answers'].forEach((answer, i) => look(answer, ANSWER, `${at}.answers[${i}]`));
  };
  steps.forEach((step, i) => lookAtStep(step, `spec.steps[${i}]`));
  const traffic = isPlain(spec) && Array.isArray(spec['traffic']) ? spec['traffic'] : [];
  traffic.forEach((stream, i) => {
    const at = `spec.traffic[${i}]`;
    look(stream, TRAFFIC, at);
    if (!isPlain(stream) || !readTarget(textOf(stream['to']))) warn(at, ['noTarget', at]);
  });
  for (const { document } of more) warn('kind', ['secondScenario'], document);
  return found;
}
