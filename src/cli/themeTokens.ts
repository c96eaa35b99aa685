import sheet from '../paint/tokens.css?raw';
import { type Tokens, tokensBy } from '../paint/Tokens.ts';

export type Theme = 'light' | 'dark';

const SELECTORS: Record<Theme, string> = { light: '[data-theme="light"]', dark: '[data-theme="dark"]' };

/** What a rule of the style sheet declares. */
function declared(selector: string): Map<string, string> {
  const from = sheet.indexOf(`${selector} {`);
  const body = sheet.slice(from, sheet.indexOf('}', from));
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll(/\s+/g, ' ').trim(),
    ]),
  );
}

/** The tokens of a theme where no page is that could be asked for them. */
export function themeTokens(theme: Theme): Tokens {
  const own = declared(SELECTORS[theme]);
  const light = declared(SELECTORS.light);
  return tokensBy((name) => own.get(name) ?? light.get(name) ?? '');
}
