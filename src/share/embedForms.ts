import { galleryNameIn } from './galleryFragment.ts';
import { attribute, type EmbedChoice, embedSnippet, embedUrl, isLocked, panelsOf } from './embedSnippet.ts';

/**
 * The forms in which an embed is pasted: an iframe for HTML and for Markdown that lets HTML through (VitePress, MkDocs,
 * Jekyll, Hugo with `unsafe`), JSX for MDX (Docusaurus), a call of the shortcode in docs/embedding.md for Hugo, the
 * element of `embed.js`, the address alone, for Notion, Confluence and the like, and the page of a scenario of the
 * gallery of which chats show title and picture (docs/hosting.md).
 */
const EMBED_FORMS = ['html', 'mdx', 'hugo', 'element', 'address', 'preview'] as const;
export type EmbedForm = (typeof EMBED_FORMS)[number];

/** The forms that there are of a scenario: only those of the gallery have a page for previews. */
export const embedFormsOf = (fragment: string): readonly EmbedForm[] =>
  galleryNameIn(fragment) === null ? EMBED_FORMS.filter((form) => form !== 'preview') : EMBED_FORMS;

/** Where the pages are, of which `embed.html` is one. */
const rootOf = (base: string): string => base.replace(/embed\.html$/, '');

/** As `scripts/scenario-pages.mjs` writes them: English ones, and beside them those of other languages. */
const previewPage = ({ base, fragment, language }: EmbedChoice): string =>
  `${rootOf(base)}s/${galleryNameIn(fragment) ?? ''}/${language === 'zh-CN' ? 'zh-CN/' : ''}`;

/** A text in a string of JavaScript, also within a page's script. */
const literal = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c');

function mdx(choice: EmbedChoice): string {
  return [
    '<iframe',
    `  src={${literal(embedUrl(choice))}}`,
    `  title={${literal(`Kubehop: ${choice.title}`)}}`,
    '  loading="lazy"',
    '  allow="clipboard-write; fullscreen"',
    '  referrerPolicy="strict-origin-when-cross-origin"',
    '  sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads"',
    `  style={{ width: '100%', height: ${Math.round(choice.height)}, border: 0 }}`,
    '/>',
  ].join('\n');
}

function element(choice: EmbedChoice): string {
  const { base, fragment, title, theme, language, run, height } = choice;
  const root = rootOf(base);
  const panels = panelsOf(choice);
  const more = [
    ...(run === 'click' ? [] : [`run="${run}"`]),
    ...(theme === 'auto' ? [] : [`theme="${theme}"`]),
    ...(language === '' ? [] : [`lang="${attribute(language)}"`]),
    ...(panels === null ? [] : [`panels="${panels}"`]),
    ...(isLocked(choice) ? ['readonly'] : []),
    `height="${Math.round(height)}"`,
    `title="${attribute(`Kubehop: ${title}`)}"`,
  ];
  return [
    `<script type="module" src="${attribute(root)}embed.js"></script>`,
    `<kubehop-playground ${more.join(' ')}>`,
    `  <a href="${attribute(`${root}#${fragment}`)}">${attribute(title)}</a>`,
    '</kubehop-playground>',
  ].join('\n');
}

/** Hugo's strings know `\"` and `\\` alone, and `}}` ends the call wherever it stands. */
function hugo(choice: EmbedChoice): string {
  const string = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replaceAll('}}', '} }')}"`;
  const [src, title] = [string(embedUrl(choice)), string(`Kubehop: ${choice.title}`)];
  return `{{< kubehop src=${src} title=${title} height="${Math.round(choice.height)}" >}}`;
}

/** What is pasted, in a form. Everything in it that came from the scenario is escaped for that form. */
export function embedCode(form: EmbedForm, choice: EmbedChoice): string {
  switch (form) {
    case 'html':
      return embedSnippet(choice);
    case 'mdx':
      return mdx(choice);
    case 'hugo':
      return hugo(choice);
    case 'element':
      return element(choice);
    case 'address':
      return embedUrl(choice);
    case 'preview':
      return previewPage(choice);
  }
}
