import type { Tokens } from '../../paint/Tokens.ts';
import { readTokens } from '../canvas/readTokens.ts';
import type { Choice } from './exports.ts';

/** A place out of sight that has a theme of its own, whichever the page has. */
export function backstage(theme: Choice['theme']): HTMLElement {
  const host = document.createElement('div');
  host.style.cssText = 'position:fixed;left:-10000px;top:0;visibility:hidden';
  host.inert = true;
  host.dataset['theme'] = theme;
  document.body.append(host);
  return host;
}

/** The tokens of a theme. */
export function tokensOf(theme: Choice['theme']): Tokens {
  const host = backstage(theme);
  const tokens = readTokens(host);
  host.remove();
  return tokens;
}
