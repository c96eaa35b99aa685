import type { Diagnostic } from '../model/Diagnostic.ts';
import type { SimulationResult } from '../model/Simulation.ts';
import type { NoAnswer } from '../worker/client.ts';
import { type Against, againstName, firstAgainst, parseAgainst } from './against.ts';
import type { App } from './app.ts';
import { withEdits } from '../model/withEdits.ts';
import { trafficOf } from './store.ts';

/** What there is of A, that the text is compared with. */
export type Baseline =
  | { kind: 'none' }
  | { kind: 'ready'; text: string; result: SimulationResult }
  /** It makes no cluster. */
  | { kind: 'broken'; text: string; diagnostics: Diagnostic[] }
  /** The text has no place for that variant, or is it already. */
  | { kind: 'unfit' }
  | { kind: 'failed'; why: NoAnswer };

/** What is chosen; the first time, what suits the text. Null while there is nothing to compare. */
export function chosenAgainst(app: App): Against | null {
  const { against, pinned, result, text, openedText } = app.store.getState();
  const chosen = parseAgainst(against);
  if (!result || (chosen && (chosen.kind !== 'pinned' || pinned !== null))) return chosen;
  const first = firstAgainst(result, text !== openedText);
  app.compareWith(againstName(first));
  return first;
}

/** The text of A, or why there is none. */
async function textOf(app: App, choice: Against): Promise<string | Baseline | null> {
  const { openedText, pinned, resultText } = app.store.getState();
  if (choice.kind === 'opened') return openedText;
  if (choice.kind === 'pinned') return pinned ?? { kind: 'unfit' };
  const outcome = await app.analysis().variant(resultText, choice.variant, choice.service);
  if (outcome.kind === 'superseded') return null;
  if (outcome.kind !== 'done') return { kind: 'failed', why: outcome };
  return outcome.value.length > 0 ? withEdits(resultText, outcome.value) : { kind: 'unfit' };
}

/** Makes A, with the same connection as B; null when something newer was asked meanwhile. */
export async function baselineOf(app: App, choice: Against): Promise<Baseline | null> {
  const text = await textOf(app, choice);
  if (text === null || typeof text !== 'string') return text;
  const traffic = trafficOf(app.store.getState());
  const outcome = await app.analysis().simulate({ text, ...(traffic && { traffic }) });
  if (outcome.kind === 'superseded') return null;
  if (outcome.kind !== 'done') return { kind: 'failed', why: outcome };
  const result = outcome.value;
  return result.ok ? { kind: 'ready', text, result } : { kind: 'broken', text, diagnostics: result.diagnostics };
}
