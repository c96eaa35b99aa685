import type { Diagnostic, Fix } from '../model/Diagnostic.ts';
import type { App } from './app.ts';
import type { AppState } from './store.ts';

/** What is complained of, wherever it stands in a text that changes. */
export const complaintOf = ({ code, message, path, document }: Diagnostic): string =>
  JSON.stringify([code, message, path, document]);

/** A fix that was offered for one text, as it is for what the text has become, if its complaint is still there. */
function offeredAgain(fix: Fix, before: readonly Diagnostic[], after: readonly Diagnostic[]): Fix | undefined {
  const wrong = before.find(({ fixes }) => fixes?.includes(fix));
  const still = wrong && after.find((one) => complaintOf(one) === complaintOf(wrong));
  return still?.fixes?.find(({ title }) => String(title) === String(fix.title));
}

/** Waits until the text of now has been looked at; false when it changes before, or cannot be. */
export function examined({ store }: App): Promise<boolean> {
  const { text: asked } = store.getState();
  return new Promise((resolve) => {
    const look = ({ text, diagnosedText, calculation: { kind } }: AppState): void => {
      const done = diagnosedText === asked;
      if (text === asked && !done && (kind === 'idle' || kind === 'working')) return;
      stop();
      resolve(text === asked && done);
    };
    const stop = store.subscribe(look);
    look(store.getState());
  });
}

/** Says that the text is another one than the fix was found for. */
export const tellStale = (app: App): void => app.notify(app.store.getState().words.diagnosis?.panel.stale ?? '');

/** The fix as it is offered for the text of now, once that has been looked at. */
async function laterFix(app: App, fix: Fix): Promise<Fix | undefined> {
  const { diagnostics: before } = app.store.getState();
  if (!(await examined(app))) return undefined;
  const { text, diagnosedText, diagnostics } = app.store.getState();
  // pressed twice, it has been made by now
  return text === diagnosedText ? offeredAgain(fix, before, diagnostics) : undefined;
}

/**
 * Mends the text as a diagnostic proposes. A fix that was found for a text that has changed since is made as it is
 * offered again, once the text of now has been looked at.
 */
export async function applyFix(app: App, fix: Fix, foundIn = app.store.getState().diagnosedText): Promise<void> {
  const meant = foundIn === app.store.getState().text ? fix : await laterFix(app, fix);
  if (!meant) {
    tellStale(app);
    return;
  }
  app.applyEdits(meant.edits);
  const start = Math.min(...meant.edits.map(({ span }) => span.start));
  if (meant.edits.length > 0) app.showSpan({ start, end: start });
}
