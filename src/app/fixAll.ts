import type { Diagnostic, Fix } from '../model/Diagnostic.ts';
import { withEdits } from '../model/withEdits.ts';
import type { App } from './app.ts';
import { complaintOf, examined, tellStale } from './applyFix.ts';

/** The fix of what is wrong, where there is no choice to make: a field is left out only where nothing else mends it. */
function onlyFix({ severity, fixes = [] }: Diagnostic): Fix | undefined {
  if (severity === 'info') return undefined;
  const keeping = fixes.filter(({ title: [kind] }) => kind !== 'dropField');
  const [fix, another] = keeping.length > 0 ? keeping : fixes;
  return another ? undefined : fix;
}

/** How many edits mend something by themselves: two complaints may be mended by one. */
export const countFixes = (diagnostics: readonly Diagnostic[]): number =>
  new Set(diagnostics.flatMap((one) => JSON.stringify(onlyFix(one)?.edits) ?? [])).size;

/** A fix has mended what it was offered for, and made no document unreadable. */
function hasMended(wrong: Diagnostic, before: readonly Diagnostic[], after: readonly Diagnostic[]): boolean {
  const complaints = (all: readonly Diagnostic[]) => all.filter((one) => complaintOf(one) === complaintOf(wrong));
  const unread = (all: readonly Diagnostic[]) => all.filter(({ code }) => code.startsWith('yaml/'));
  return complaints(after).length < complaints(before).length && unread(after).length <= unread(before).length;
}

/**
 * Makes every fix of an error or a warning that leaves no choice, one after the other: each in the text that the one
 * before has left, where the checks are asked anew, for a fix may bring out what could not be read before. One that does
 * not mend is left out. For the reader all are one change.
 */
export async function fixAll(app: App): Promise<void> {
  if (!(await examined(app))) return tellStale(app);
  const { text: begun, diagnostics } = app.store.getState();
  const failed = new Set<string>();
  const seen = new Set([begun]);
  let [text, left, made] = [begun, diagnostics, 0];
  for (;;) {
    const wrong = left.find((one) => onlyFix(one) && !failed.has(complaintOf(one)));
    const fix = wrong && onlyFix(wrong);
    if (!fix) break;
    const next = withEdits(text, fix.edits);
    const outcome = seen.has(next) ? undefined : await app.analysis().examine(next);
    // whoever goes on typing wants no other text
    if (app.store.getState().text !== begun) return tellStale(app);
    if (outcome && outcome.kind !== 'done') break;
    if (!outcome || !hasMended(wrong, left, outcome.value)) {
      failed.add(complaintOf(wrong));
      continue;
    }
    seen.add(next);
    [text, left, made] = [next, outcome.value, made + 1];
  }
  if (made > 0) app.replaceText(text);
  const words = app.store.getState().words.diagnosis?.fixAll;
  if (!words) return;
  app.notify(words.done(made), words.left(left.filter(({ severity }) => severity !== 'info').length));
}
