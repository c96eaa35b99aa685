import { type Tokens, tokensBy } from '../../paint/Tokens.ts';

/** The tokens that hold at an element; read again when the theme changes. */
export function readTokens(element: Element): Tokens {
  const style = getComputedStyle(element);
  return tokensBy((name) => style.getPropertyValue(`--${name}`).trim());
}
