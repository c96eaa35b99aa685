import type { Catalog } from '../words/en.ts';
import type { NoAnswer } from '../worker/client.ts';

/** Why there is no answer, for the reader. */
export function whyNot(words: Catalog['engine'], outcome: NoAnswer): string {
  if (outcome.kind !== 'failed') return words[outcome.kind];
  return outcome.start ? words.noStart[outcome.start] : words.failed(outcome.message);
}
