import type { Tokens } from '../../paint/Tokens.ts';
import { readTokens } from '../canvas/readTokens.ts';
import type { Choice } from './exports.ts';

/** Does something while the page has another theme; nothing of it is painted. */
export function inTheme<T>(theme: Choice['theme'], act: () => T): T {
  const { dataset } = document.documentElement;
  const before = dataset['theme'];
  dataset['theme'] = theme;
  try {
    return act();
  } finally {
    if (before === undefined) delete dataset['theme'];
    else dataset['theme'] = before;
  }
}

/** The tokens of a theme, whichever the page has. */
export const tokensOf = (theme: Choice['theme']): Tokens => inTheme(theme, () => readTokens(document.documentElement));
