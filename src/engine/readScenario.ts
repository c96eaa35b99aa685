import type { Expectation, Scenario, ScenarioStep, Told, TrafficStream } from '../model/Scenario.ts';
import { isPlain, type Plain } from './plain.ts';

/** Documents that say how the cluster is made; they are settings, not objects. */
const CONFIGURATIONS = new Set([
  'ClusterConfiguration',
  'KubeProxyConfiguration',
  'InitConfiguration',
  'KubeletConfiguration',
]);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The document that tells the story: kind Scenario of kubehop.dev. */
export const isScenario = (value: unknown): boolean =>
  isPlain(value) && value['kind'] === 'Scenario' && text(value['apiVersion']).startsWith('kubehop.dev/');

/** A document that is created in the cluster: neither the scenario's own nor a configuration. */
export const isManifest = (value: unknown): boolean =>
  !isScenario(value) && !(isPlain(value) && CONFIGURATIONS.has(text(value['kind'])));

/** `5s`, `1m30s`, `250ms` or a number of seconds, in milliseconds; undefined when it is none of them. */
export function milliseconds(value: unknown): number | undefined {
  if (typeof value === 'number') return value * 1000;
  if (typeof value !== 'string' || value === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(value)) return undefined;
  const unit: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  let sum = 0;
  for (const [, n, u] of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) sum += Number(n) * (unit[u ?? ''] ?? 0);
  return sum;
}

/** A text, or one for each language; undefined when it is neither. */
export function readTold(value: unknown): Told | undefined {
  if (typeof value === 'string') return value;
  if (!isPlain(value)) return undefined;
  const texts = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

/** What is expected: a text or several stand for outcomes of `reach`, or for what `run` prints. */
function readExpectation(value: unknown, reaches: boolean): Expectation | undefined {
  if (!isPlain(value)) {
    const expected = texts(value);
    return expected.length === 0 ? undefined : reaches ? { outcomes: expected } : { prints: expected };
  }
  return {
    ...(value['prints'] !== undefined && { prints: texts(value['prints']) }),
    ...(typeof value['exit'] === 'number' && { exit: value['exit'] }),
    ...(value['outcomes'] !== undefined && { outcomes: texts(value['outcomes']) }),
  };
}

function readAnswers(value: unknown): ScenarioStep['answers'] {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((one) => {
    const said = isPlain(one) ? readTold(one['text']) : undefined;
    return said === undefined ? [] : [{ text: said, right: (one as Plain)['right'] === true }];
  });
}

function readStep(value: unknown): ScenarioStep {
  const step: ScenarioStep = { on: 'admin' };
  if (!isPlain(value)) return step;
  // in YAML 1.1, which Kubernetes reads, an unquoted key `on` is the boolean true
  const on = text(value['on']) || text(value['true']);
  if (on) step.on = on;
  if (typeof value['run'] === 'string') step.run = value['run'];
  if (typeof value['stdin'] === 'string') step.stdin = value['stdin'];
  if (typeof value['reach'] === 'string') step.reach = value['reach'];
  const [say, hint] = [readTold(value['say']), readTold(value['hint'])];
  if (say !== undefined) step.say = say;
  if (hint !== undefined) step.hint = hint;
  const expect = readExpectation(value['expect'], step.reach !== undefined);
  if (expect) step.expect = expect;
  if (isPlain(value['until'])) step.until = readStep(value['until']);
  const answers = readAnswers(value['answers']);
  if (answers) step.answers = answers;
  const at = milliseconds(value['at']);
  if (at !== undefined) step.at = at;
  return step;
}

/** More connections a second than this are counted as this many. */
const FASTEST = 100_000;

const readCache = (value: unknown): TrafficStream['dnsCache'] =>
  value === 'ttl' || value === 'forever' ? value : (milliseconds(value) ?? 0);

function readTraffic(value: unknown): TrafficStream[] {
  if (!isPlain(value) || typeof value['to'] !== 'string') return [];
  const { rate } = value;
  const until = milliseconds(value['until']);
  return [
    {
      on: text(value['on']) || text(value['true']) || 'client',
      to: value['to'],
      rate: typeof rate === 'number' && rate > 0 ? Math.min(rate, FASTEST) : 1,
      from: milliseconds(value['from']) ?? 0,
      ...(until === undefined ? {} : { until }),
      takes: milliseconds(value['takes']) ?? 0,
      keepAlive: value['keepAlive'] === true,
      dnsCache: readCache(value['dnsCache']),
    },
  ];
}

/** The scenario among the documents, or an unnamed one without steps. */
export function readScenario(values: readonly unknown[]): Scenario {
  const document = values.find(isScenario);
  const metadata = isPlain(document) && isPlain(document['metadata']) ? document['metadata'] : {};
  const spec = isPlain(document) && isPlain(document['spec']) ? document['spec'] : {};
  const steps = Array.isArray(spec['steps']) ? spec['steps'] : [];
  const traffic = Array.isArray(spec['traffic']) ? spec['traffic'] : [];
  return {
    name: text(metadata['name']),
    title: readTold(spec['title']) ?? '',
    description: readTold(spec['description']) ?? '',
    seed: typeof spec['seed'] === 'number' ? spec['seed'] : 1,
    steps: steps.map(readStep),
    traffic: traffic.flatMap(readTraffic),
  };
}
