import type { ObjectKey } from '../model/Span.ts';
import type { App } from './app.ts';
import { originNow } from './originNow.ts';

/** Selects an object of the picture, and shows its lines in the editor where the text still has them. */
export function showObject(app: App, key: ObjectKey): void {
  app.select(key);
  const span = originNow(app.store.getState(), key);
  if (span) app.showSpan(span);
}
