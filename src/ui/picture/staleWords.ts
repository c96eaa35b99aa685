import { sayLine } from '../../app/sayLines.ts';
import type { AppState } from '../../app/store.ts';
import { sayProblem } from '../../words/say.ts';

/** Why the picture is older than the text. */
export function staleWords({ diagnostics, text, calculation, words }: AppState): string {
  const { picture } = words;
  const first = diagnostics.find(({ severity }) => severity === 'error');
  if (calculation.kind === 'stopped' || calculation.kind === 'suspended' || !first) return picture.staleStopped;
  const where = first.span ? picture.staleLine(sayLine(words, text, first.span.start)) : '';
  return `${picture.staleInvalid}${words.told.between}${where}${sayProblem(words, first)}`;
}
