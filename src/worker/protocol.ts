import * as v from 'valibot';
import type { CommandResult } from '../model/Scenario.ts';
import type { SimulationInput, SimulationResult, Tally } from '../model/Simulation.ts';
import type { SourceRef, Span } from '../model/Span.ts';
import type { Place } from '../model/Trace.ts';

/** One command of the terminal, as it was typed. */
export interface CommandLine {
  place: Place | 'admin';
  command: string;
}

/** What the page may ask. `revision` grows with every request and comes back with its answer. */
export type EngineRequest =
  | { kind: 'simulate'; revision: number; input: SimulationInput }
  | { kind: 'tally'; revision: number; input: SimulationInput; connections: number }
  | { kind: 'locate'; revision: number; text: string; refs: SourceRef[] }
  | { kind: 'run'; revision: number; text: string; history: CommandLine[]; line: CommandLine };

/** What the worker says. `began` is its heartbeat: the deadline of a request counts from there. */
export type EngineAnswer =
  | { kind: 'ready' }
  | { kind: 'began'; revision: number }
  | { kind: 'simulated'; revision: number; result: SimulationResult }
  | { kind: 'tallied'; revision: number; tally: Tally }
  | { kind: 'located'; revision: number; spans: (Span | null)[] }
  | { kind: 'ran'; revision: number; result: CommandResult }
  | { kind: 'failed'; revision: number; message: string; stack: string };

/** What each request is answered with. */
export interface Answers {
  simulate: SimulationResult;
  tally: Tally;
  locate: (Span | null)[];
  run: CommandResult;
}

const revision = v.pipe(v.number(), v.integer(), v.minValue(0));

const place = v.variant('kind', [
  v.object({ kind: v.literal('client') }),
  v.object({ kind: v.literal('node'), name: v.string() }),
  v.object({ kind: v.literal('pod'), namespace: v.string(), name: v.string() }),
]);

const input = v.object({
  text: v.string(),
  traffic: v.exactOptional(v.object({ from: place, url: v.string() })),
});

const line = v.object({ place: v.union([v.literal('admin'), place]), command: v.string() });

const requestSchema = v.variant('kind', [
  v.object({ kind: v.literal('simulate'), revision, input }),
  v.object({
    kind: v.literal('tally'),
    revision,
    input,
    connections: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
  }),
  v.object({
    kind: v.literal('locate'),
    revision,
    text: v.string(),
    refs: v.array(v.object({ object: v.string(), path: v.string() })),
  }),
  v.object({ kind: v.literal('run'), revision, text: v.string(), history: v.array(line), line }),
]);

/** The worker's own results are large and made by the same build: only their envelope is looked at. */
const record = <T>() => v.custom<T>((value) => typeof value === 'object' && value !== null);

const answerSchema = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('began'), revision }),
  v.object({ kind: v.literal('simulated'), revision, result: record<SimulationResult>() }),
  v.object({ kind: v.literal('tallied'), revision, tally: record<Tally>() }),
  v.object({ kind: v.literal('located'), revision, spans: record<(Span | null)[]>() }),
  v.object({
    kind: v.literal('ran'),
    revision,
    result: v.object({ stdout: v.string(), stderr: v.string(), exit: v.number() }),
  }),
  v.object({ kind: v.literal('failed'), revision, message: v.string(), stack: v.string() }),
]);

/** Reads a message that came into the worker; null for anything that is not a request. */
export function readRequest(data: unknown): EngineRequest | null {
  const parsed = v.safeParse(requestSchema, data);
  return parsed.success ? (parsed.output as EngineRequest) : null;
}

/** Reads a message that came out of the worker; null for anything that is not an answer. */
export function readAnswer(data: unknown): EngineAnswer | null {
  const parsed = v.safeParse(answerSchema, data);
  return parsed.success ? (parsed.output as EngineAnswer) : null;
}
