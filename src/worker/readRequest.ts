import type { CancelRequest, EngineRequest } from './protocol.ts';
import type { SentRequest } from './sentText.ts';

const KINDS: Record<(EngineRequest | CancelRequest)['kind'], true> = {
  simulate: true,
  tally: true,
  locate: true,
  takeWay: true,
  run: true,
  check: true,
  matrix: true,
  variant: true,
  rules: true,
  examine: true,
  why: true,
  timeline: true,
  complete: true,
  assist: true,
  cancel: true,
};

/**
 * Reads a message that came into the worker; null for anything that is not a request. Only the page that started
 * the worker can write to it, and both are of one build: the envelope is enough.
 */
export function readRequest(data: unknown): SentRequest | CancelRequest | null {
  if (typeof data !== 'object' || data === null) return null;
  const { kind, revision } = data as { kind?: unknown; revision?: unknown };
  if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind)) return null;
  return Number.isInteger(revision) ? (data as SentRequest | CancelRequest) : null;
}
