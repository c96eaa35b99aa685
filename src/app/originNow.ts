import type { ObjectKey, Span } from '../model/Span.ts';
import type { AppState } from './store.ts';

/** The document that an object comes from; undefined for what the text does not hold, or not as it is now. */
export function originNow(
  { result, text, resultText }: Pick<AppState, 'result' | 'text' | 'resultText'>,
  object: ObjectKey,
): Span | undefined {
  const document = text === resultText ? result?.origins[object] : undefined;
  return document === undefined ? undefined : result?.documents[document];
}
