import type { CommandResult, Scenario } from '../model/Scenario.ts';
import type { Ending } from '../model/Trace.ts';
import type { ApiStatus } from './admit/ApiResponse.ts';
import type { Cluster } from './cluster/Cluster.ts';
import { openCluster } from './cluster/open.ts';
import { readSettings } from './cluster/settings.ts';
import { advance, react, settle } from './controllers/settle.ts';
import { type ParsedDocument, type ParsedText, parseText } from './parse/parse.ts';
import { isManifest, readScenario } from './readScenario.ts';
import { execute } from './shell/execute.ts';
import { type Created, createDocuments } from './shell/kubectl/createDocuments.ts';
import { placeOf } from './shell/placeOf.ts';
import { reach } from './trace/reach.ts';

/** One kind of outcome of `reach`: how it ends, how likely that is, and one way that it goes. */
export type Outcome = Ending & { share: number; path: string[] };

export type StepResult =
  | ({ on: string; run: string } & CommandResult)
  | { on: string; reach: string; outcomes: Outcome[] };

export interface ScenarioResult {
  scenario: string;
  create: CommandResult;
  steps: StepResult[];
}

/** Why a document, or an object in it, was refused: the message, and the API server's answer if it was asked. */
export interface Refusal {
  document: ParsedDocument;
  message: string;
  status?: ApiStatus;
}

export interface OpenScenario {
  cluster: Cluster;
  scenario: Scenario;
  create: CommandResult;
  refusals: Refusal[];
}

/** The objects of a document, those of Lists one by one. */
function* flat(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const object = value as Record<string, unknown>;
  if (String(object['kind'] ?? '').endsWith('List') && Array.isArray(object['items']))
    for (const item of object['items']) yield* flat(item);
  else yield object;
}

const isNode = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'Node';

const nameOf = (object: Record<string, unknown>): string =>
  String((object['metadata'] as { name?: unknown } | undefined)?.name ?? '');

/**
 * Makes the scenario's cluster: its Nodes first, as they are the cluster, then every document in order, as
 * `kubectl create -f FILE` would. What a document starts has started before the next one is created. The
 * cluster is not settled yet. `file` is the name that kubectl's messages have.
 */
export function openDocuments(parsed: ParsedText, file = 'scenario.yaml'): OpenScenario {
  const values = parsed.documents.map((document) => document.value);
  const { settings } = readSettings(values);
  const nodes = values.flatMap((value) => [...flat(value)].filter(isNode));
  const cluster = openCluster(settings, nodes);
  const create: CommandResult = { stdout: '', stderr: '', exit: 0 };
  const refusals: Refusal[] = [];
  for (const document of parsed.documents) {
    if (!isManifest(document.value)) continue;
    const result = isNode(document.value) ? joined(cluster, document) : undefined;
    const said = result ?? createDocuments(cluster, [document], file);
    create.stdout += said.stdout;
    create.stderr += said.stderr;
    create.exit = Math.max(create.exit, said.exit);
    for (const problem of said.problems)
      refusals.push(
        problem.kind === 'plain'
          ? { document, message: problem.message }
          : { document, message: problem.status.message, status: problem.status },
      );
    react(cluster);
  }
  return { cluster, scenario: readScenario(values), create, refusals };
}

/** What `kubectl create` says of a Node that has joined already; undefined when it could not join. */
function joined(cluster: Cluster, document: ParsedDocument): Created | undefined {
  const name = nameOf(document.value as Record<string, unknown>);
  if (!cluster.store.get('Node', undefined, name)) return undefined;
  return { stdout: `node/${name} created\n`, stderr: '', exit: 0, problems: [] };
}

/** The outcomes of a new connection, equal endings counted as one. */
export function outcomesOf(cluster: Cluster, on: string, url: string): Outcome[] {
  const place = placeOf(cluster, on);
  if (typeof place === 'string') return [];
  const byEnding = new Map<string, Outcome>();
  for (const trace of reach(cluster, place, url).traces) {
    const key = JSON.stringify(trace.ending);
    const known = byEnding.get(key);
    if (known) known.share += trace.share;
    else {
      const path = trace.hops.map((hop) => `${hop.at.name}: ${hop.sentence}`);
      // a machine outside has no name: `{"result":"delivered"}`
      const { node, ...rest } = { node: undefined, ...trace.ending };
      byEnding.set(key, { ...(node === '' ? rest : trace.ending), share: trace.share, path } as Outcome);
    }
  }
  return [...byEnding.values()];
}

/** Creates a scenario's objects and runs its steps: what `kubehop run` prints. `file` names it in messages. */
export function runScenario(text: string, file = 'scenario.yaml'): ScenarioResult {
  const { cluster, scenario, create } = openDocuments(parseText(text), file);
  settle(cluster);
  const steps = runSteps(cluster, scenario, new Map([[file, text]]));
  return { scenario: scenario.name || file.replace(/\.ya?ml$/, ''), create, steps };
}

/** Runs the steps one after another; the cluster settles between them unless the next one has a time. */
export function runSteps(cluster: Cluster, scenario: Scenario, files: ReadonlyMap<string, string>): StepResult[] {
  const start = cluster.now;
  const todo = scenario.steps.filter((step) => step.run !== undefined || step.reach !== undefined);
  return todo.map((step, i): StepResult => {
    if (step.at !== undefined) advance(cluster, Math.max(cluster.now, start + step.at));
    else if (i > 0) settle(cluster);
    const { on } = step;
    if (step.reach !== undefined) return { on, reach: step.reach, outcomes: outcomesOf(cluster, on, step.reach) };
    const run = step.run ?? '';
    return { on, run, ...execute(cluster, on, run, step.stdin ?? '', files) };
  });
}
