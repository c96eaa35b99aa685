import type { EmbedPanel } from './embedPanels.ts';

/** What the person chose in the dialog. */
export interface EmbedChoice {
  /** Address of the embed page, without query and fragment. */
  base: string;
  /** The fragment: `v3/…` or `/s/NAME`. */
  fragment: string;
  title: string;
  theme: 'auto' | 'light' | 'dark';
  /** Its language tag; '' for that of the reader's browser. */
  language: string;
  run: 'click' | 'auto' | 'none';
  height: number;
  /** What stands beside the picture. */
  panels?: readonly EmbedPanel[];
  /** Readers can neither edit the text nor type commands. */
  readonly?: boolean;
}

/** What `panels` says of a choice; null where it need not be said. */
export const panelsOf = ({ panels = [] }: EmbedChoice): string | null =>
  panels.length > 0 ? ['picture', 'timeline', ...panels].join(',') : null;

/** There is something that a reader could change, and must not. */
export const isLocked = ({ panels = [], readonly = false }: EmbedChoice): boolean =>
  readonly && panels.some((panel) => panel !== 'inspector');

/** The address that the iframe shows. */
export function embedUrl(choice: EmbedChoice): string {
  const { base, fragment, theme, language, run } = choice;
  const panels = panelsOf(choice);
  const query = [
    'embed=1',
    ...(theme === 'auto' ? [] : [`theme=${theme}`]),
    ...(language === '' ? [] : [`lang=${language}`]),
    ...(run === 'click' ? [] : [`run=${run}`]),
    ...(panels === null ? [] : [`panels=${panels}`]),
    ...(isLocked(choice) ? ['readonly=1'] : []),
  ];
  return `${base}?${query.join('&')}#${fragment}`;
}

/** A text in a quoted attribute of HTML. */
export const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The iframe to paste into a page. Everything in it that came from the scenario is escaped. */
export function embedSnippet(choice: EmbedChoice): string {
  return [
    `<iframe src="${attribute(embedUrl(choice))}"`,
    `  title="${attribute(`Kubehop: ${choice.title}`)}" loading="lazy"`,
    '  allow="clipboard-write; fullscreen" referrerpolicy="strict-origin-when-cross-origin"',
    '  sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads"',
    `  style="width:100%;height:${Math.round(choice.height)}px;border:0"></iframe>`,
  ].join('\n');
}
