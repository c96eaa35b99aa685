import { inLanguage } from '../words/inLanguage.ts';
import type { AppState } from './store.ts';

/** What the page is called: a scenario of the gallery in the reader's language, else by the title in its text. */
export function titleOf({ result, origin, words, text, openedText, language }: AppState): string {
  if (origin.kind === 'gallery' && text === openedText) return words.gallery[origin.name].title;
  const title = inLanguage(result?.scenario.title ?? '', language);
  if (title) return title;
  switch (origin.kind) {
    case 'gallery':
      return words.gallery[origin.name].title;
    case 'file':
      return origin.name;
    case 'draft':
      return words.header.draft;
    case 'link':
      return words.header.linked;
  }
}
