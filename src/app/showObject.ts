import type { ObjectKey } from '../model/Span.ts';
import type { App } from './app.ts';
import { originSpan } from './originSpan.ts';

/** Selects an object of the picture, and shows its lines in the editor where the text still has them. */
export function showObject(app: App, key: ObjectKey): void {
  const { result, text, resultText } = app.store.getState();
  app.select(key);
  const span = result && text === resultText ? originSpan(result, key) : undefined;
  if (span) app.showSpan(span);
}
