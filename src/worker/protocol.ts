import type { AssistAnswers, AssistQuestion } from '../model/Assist.ts';
import type { Diagnostic, Fix } from '../model/Diagnostic.ts';
import type { Matrix, MatrixInput } from '../model/Matrix.ts';
import type { NodeRules } from '../model/NodeRules.ts';
import type { CommandResult, LineCompletions, ScenarioStep, TypedLine, Unmet } from '../model/Scenario.ts';
import type { SimulationInput, SimulationResult, Source, Tally } from '../model/Simulation.ts';
import type { Timeline } from '../model/Timeline.ts';
import type { Variant } from '../model/Variant.ts';
import type { ObjectKey, SourceRef, Span } from '../model/Span.ts';
import type { Question, Why } from '../model/Why.ts';
import type { Change } from './change.ts';

/** What the page may ask. `revision` grows with every request and comes back with its answer. */
export type EngineRequest =
  | { kind: 'simulate'; revision: number; input: SimulationInput }
  | { kind: 'tally'; revision: number; input: SimulationInput; connections: number }
  | { kind: 'locate'; revision: number; source: Source; refs: SourceRef[] }
  | { kind: 'takeWay'; revision: number; input: SimulationInput; way: number }
  | { kind: 'run'; revision: number; source: Source; line: TypedLine }
  | { kind: 'check'; revision: number; source: Source; step: ScenarioStep }
  | { kind: 'matrix'; revision: number; input: MatrixInput }
  | { kind: 'variant'; revision: number; text: string; variant: Variant; service?: ObjectKey }
  | { kind: 'rules'; revision: number; source: Source; nodes: string[] }
  | { kind: 'examine'; revision: number; text: string }
  | { kind: 'why'; revision: number; text: string; question: Question }
  | { kind: 'timeline'; revision: number; source: Source }
  | { kind: 'complete'; revision: number; source: Source; on: string; line: string }
  | { kind: 'assist'; revision: number; text: string; question: AssistQuestion };

/** Nobody waits for the answer any more: work that goes in slices ends after the present one. */
export interface CancelRequest {
  kind: 'cancel';
  revision: number;
}

/** What the worker says. `began` is its heartbeat: the deadline of a request counts from there. */
export type EngineAnswer =
  | { kind: 'ready' }
  | { kind: 'began'; revision: number }
  /** `change`: since the result before of this worker; what is as it was is not sent again. */
  | { kind: 'simulated'; revision: number; change: Change }
  | { kind: 'tallied'; revision: number; tally: Tally }
  | { kind: 'located'; revision: number; spans: (Span | null)[] }
  | { kind: 'tookWay'; revision: number; edits: Fix['edits'] }
  | { kind: 'ran'; revision: number; result: CommandResult; changed: boolean }
  | { kind: 'checked'; revision: number; unmet: Unmet[] }
  /** Between two slices of work: another heartbeat. */
  | { kind: 'progress'; revision: number; done: number; total: number }
  /** It is still at work: a sign of life from inside long loops. */
  | { kind: 'beat'; revision: number }
  | { kind: 'cancelled'; revision: number }
  /** It was built without a part that this needs: the whole engine is to be asked. */
  | { kind: 'absent'; revision: number }
  | { kind: 'matrixed'; revision: number; matrix: Matrix }
  | { kind: 'varied'; revision: number; edits: Fix['edits'] }
  | { kind: 'ruled'; revision: number; rules: NodeRules[] }
  | { kind: 'timelined'; revision: number; timeline: Timeline }
  | { kind: 'examined'; revision: number; diagnostics: Diagnostic[] }
  | { kind: 'explained'; revision: number; why: Why }
  | { kind: 'completed'; revision: number; completions: LineCompletions }
  | { kind: 'assisted'; revision: number; answer: Assisted }
  | { kind: 'failed'; revision: number; message: string; stack: string };

/** What the editor's question is answered with, by its kind. */
export type Assisted = AssistAnswers[AssistQuestion['kind']];

/** What each request is answered with. */
export interface Answers {
  simulate: SimulationResult;
  tally: Tally;
  locate: (Span | null)[];
  /** Empty when no edit of the text leads there. */
  takeWay: Fix['edits'];
  /** `changed`: the cluster's objects are others since, or its machines. */
  run: { result: CommandResult; changed: boolean };
  /** Empty when all that is expected holds. */
  check: Unmet[];
  matrix: Matrix;
  /** Empty when the text is that already, or has no place for it. */
  variant: Fix['edits'];
  rules: NodeRules[];
  examine: Diagnostic[];
  why: Why;
  timeline: Timeline;
  complete: LineCompletions;
  assist: Assisted;
}
