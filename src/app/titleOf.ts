import { inLanguage } from '../words/inLanguage.ts';
import type { AppState } from './store.ts';

/** What the page is called: the title that stands in the text, in the reader's language, or where the text came from. */
export function titleOf({ result, origin, words, language }: AppState): string {
  const title = inLanguage(result?.scenario.title ?? '', language);
  if (title) return title;
  switch (origin.kind) {
    case 'gallery':
      // every text of the gallery has a title: one without was written over it
      return result ? words.header.draft : origin.name;
    case 'file':
      return origin.name;
    case 'draft':
      return words.header.draft;
    case 'link':
      return words.header.linked;
  }
}
