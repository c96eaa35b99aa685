/**
 * The engine's only door. Everything behind it is pure: no clock, no randomness of its own, no DOM, no Node.
 * What goes in and comes out is plain data, or a cluster that its caller owns.
 */

// a text and a connection in, a picture's worth of data out
export { createMemo, type SimulationMemo } from './SimulationMemo.ts';
export { assist } from './assist/assist.ts';
export { examine } from './examine.ts';
export { why } from './why.ts';
export { withEdits } from '../model/withEdits.ts';
export { findResource } from './admit/kinds.ts';
export { importDump } from './importDump.ts';
export { locate } from './locate.ts';
export { checkStep } from './checkStep.ts';
export { createSession } from './Session.ts';
export { simulate } from './simulate.ts';
export { takeWay } from './takeWay.ts';
export { tallyTraffic } from './tallyTraffic.ts';

// a scenario, step by step
export { addressText } from './net/ip.ts';
export { settle } from './controllers/settle.ts';
export { openDocuments, type OpenScenario, type Refusal, SCENARIO_FILE } from './openDocuments.ts';
export { type ParsedDocument, ParseMemo, parseText } from './parse/parse.ts';
export {
  actingSteps,
  type Outcome,
  outcomesOf,
  runScenario,
  runSteps,
  type ScenarioResult,
  type StepResult,
} from './runScenario.ts';
export { timelineOf } from './time/timelineOf.ts';
export { execute } from './shell/execute.ts';
export { KubectlError } from './shell/kubectl/KubectlError.ts';
export { unmetOf } from './expectation.ts';
export { isManifest } from './readScenario.ts';
export { placeOf } from './shell/placeOf.ts';
export { alignColumns } from './shell/table.ts';
export { quote } from './shell/words.ts';
export type { Cluster } from './cluster/Cluster.ts';
export { reach } from './trace/reach.ts';
export { seatOf } from './trace/seatOf.ts';

// from everywhere to everywhere
export { endingsOf } from './trace/endings.ts';
export { matrixOf, matrixSteps, type Progress, toEnd } from './matrix/matrixSteps.ts';
export { nodeRules } from './views/rules.ts';
export { variantEdits } from './variantEdits.ts';
