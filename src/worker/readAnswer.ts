import type { EngineAnswer } from './protocol.ts';

/** What an answer of each kind carries beside its kind, and of which type. */
const FIELDS: {
  [K in EngineAnswer['kind']]: Record<Exclude<keyof Extract<EngineAnswer, { kind: K }>, 'kind'>, string>;
} = {
  ready: {},
  began: { revision: 'number' },
  simulated: { revision: 'number', change: 'object' },
  tallied: { revision: 'number', tally: 'object' },
  located: { revision: 'number', spans: 'object' },
  tookWay: { revision: 'number', edits: 'object' },
  ran: { revision: 'number', result: 'object', changed: 'boolean' },
  checked: { revision: 'number', unmet: 'object' },
  progress: { revision: 'number', done: 'number', total: 'number' },
  beat: { revision: 'number' },
  cancelled: { revision: 'number' },
  absent: { revision: 'number' },
  matrixed: { revision: 'number', matrix: 'object' },
  varied: { revision: 'number', edits: 'object' },
  ruled: { revision: 'number', rules: 'object' },
  examined: { revision: 'number', diagnostics: 'object' },
  explained: { revision: 'number', why: 'object' },
  completed: { revision: 'number', completions: 'object' },
  assisted: { revision: 'number', answer: 'object' },
  timelined: { revision: 'number', timeline: 'object' },
  failed: { revision: 'number', message: 'string', stack: 'string' },
};

/**
 * Reads a message that came out of the worker; null for anything that is not an answer. What an answer carries is
 * large and made by the same build: only its envelope is looked at.
 */
export function readAnswer(data: unknown): EngineAnswer | null {
  if (typeof data !== 'object' || data === null) return null;
  const message = data as Record<string, unknown>;
  const { kind } = message;
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind)) return null;
  const fields: Record<string, string> = FIELDS[kind as EngineAnswer['kind']];
  const whole = Object.entries(fields).every(([name, type]) => typeof message[name] === type && message[name] !== null);
  return whole ? (data as EngineAnswer) : null;
}
