import type { Scenario, ScenarioStep, TrafficStream } from '../model/Scenario.ts';
import { isPlain } from './plain.ts';

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

function readStep(value: unknown): ScenarioStep {
  const step: ScenarioStep = { on: 'admin' };
  if (!isPlain(value)) return step;
  // in YAML 1.1, which Kubernetes reads, an unquoted key `on` is the boolean true
  const on = text(value['on']) || text(value['true']);
  if (on) step.on = on;
  if (typeof value['run'] === 'string') step.run = value['run'];
  if (typeof value['stdin'] === 'string') step.stdin = value['stdin'];
  if (typeof value['reach'] === 'string') step.reach = value['reach'];
  if (typeof value['say'] === 'string') step.say = value['say'];
  const at = milliseconds(value['at']);
  if (at !== undefined) step.at = at;
  return step;
}

/** More connections a second than this are counted as this many. */
const FASTEST = 100_000;

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
    title: text(spec['title']),
    description: text(spec['description']),
    seed: typeof spec['seed'] === 'number' ? spec['seed'] : 1,
    steps: steps.map(readStep),
    traffic: traffic.flatMap(readTraffic),
  };
}
