import * as v from 'valibot';
import type { SimulationResult, Tally } from '../model/Simulation.ts';
import type { Span } from '../model/Span.ts';
import type { EngineAnswer } from './protocol.ts';

const revision = v.pipe(v.number(), v.integer(), v.minValue(0));

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

/** Reads a message that came out of the worker; null for anything that is not an answer. */
export function readAnswer(data: unknown): EngineAnswer | null {
  const parsed = v.safeParse(answerSchema, data);
  return parsed.success ? (parsed.output as EngineAnswer) : null;
}
