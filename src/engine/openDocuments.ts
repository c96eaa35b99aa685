import type { Diagnostic } from '../model/Diagnostic.ts';
import type { CommandResult, Scenario } from '../model/Scenario.ts';
import type { ApiStatus } from './admit/ApiResponse.ts';
import type { Cluster } from './cluster/Cluster.ts';
import { openCluster } from './cluster/open.ts';
import { readSettings } from './cluster/settings.ts';
import { react } from './controllers/settle.ts';
import { objectsIn } from './objectsIn.ts';
import type { ParsedDocument, ParsedText } from './parse/parse.ts';
import { isManifest, readScenario } from './readScenario.ts';
import { scenarioProblems } from './scenarioProblems.ts';
import { type Created, createDocuments } from './shell/kubectl/createDocuments.ts';
import type { Problem } from './shell/kubectl/KubectlError.ts';
import { textOf } from './plain.ts';

/** Why a document, or an object in it, was refused: the message, and the API server's answer if it was asked. */
export interface Refusal {
  document: ParsedDocument;
  message: string;
  status?: ApiStatus;
  /** Which item of a List it is about: `items[2]`. */
  item?: string;
  /** Which field, where kubectl itself found it. */
  field?: string;
}

export interface OpenScenario {
  cluster: Cluster;
  scenario: Scenario;
  create: CommandResult;
  refusals: Refusal[];
  /** What the documents say of the cluster itself that cannot be used; without spans. */
  diagnostics: Diagnostic[];
}

/** What kubectl's messages call a scenario's text. */
export const SCENARIO_FILE = 'scenario.yaml';

/** What went wrong with a document, as the page shows it. */
export const refusalOf = (document: ParsedDocument, problem: Problem): Refusal => ({
  document,
  ...(problem.kind === 'plain'
    ? { message: problem.message }
    : { message: problem.status.message, status: problem.status }),
  ...(problem.item === undefined ? {} : { item: problem.item }),
  ...(problem.field === undefined ? {} : { field: problem.field }),
});

const isNode = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'Node';

const nameOf = (object: Record<string, unknown>): string =>
  textOf((object['metadata'] as { name?: unknown } | undefined)?.name ?? '');

/**
 * Makes the scenario's cluster: its Nodes first, as they are the cluster, then every document in order, as
 * `kubectl create -f FILE` would. What a document starts has started before the next one is created. The
 * cluster is not settled yet. `file` is the name that kubectl's messages have.
 */
export function openDocuments(parsed: ParsedText, file = SCENARIO_FILE, beat?: () => void): OpenScenario {
  const values = parsed.documents.map((document) => document.value);
  const { settings, diagnostics } = readSettings(values);
  const nodes = values.flatMap((value) => objectsIn(value).filter(isNode));
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
    refusals.push(...said.problems.map((problem) => refusalOf(document, problem)));
    react(cluster, beat);
  }
  const problems = [...diagnostics, ...scenarioProblems(values)];
  return { cluster, scenario: readScenario(values), create, refusals, diagnostics: problems };
}

/** What `kubectl create` says of a Node that has joined already; undefined when it could not join. */
function joined(cluster: Cluster, document: ParsedDocument): Created | undefined {
  const name = nameOf(document.value as Record<string, unknown>);
  if (!cluster.store.get('Node', undefined, name)) return undefined;
  return { stdout: `node/${name} created\n`, stderr: '', exit: 0, problems: [] };
}
