import type { ObjectKey, Span } from '../model/Span.ts';
import type { AppState } from './store.ts';

/** The document that an object comes from, told anew each time; undefined for what the text does not hold, or not as it is now. */
export function originNow(
  { result, text, resultText }: Pick<AppState, 'result' | 'text' | 'resultText'>,
  object: ObjectKey,
): Span | undefined {
  const document = text === resultText ? result?.origins[object] : undefined;
  if (document === undefined) return undefined;
  const [start, end] = result?.documents.slice(2 * document, 2 * document + 2) ?? [];
  return start === undefined || end === undefined ? undefined : { start, end };
}
