// @ts-check
import { posix } from 'node:path';

/**
 * The path in the repository of a link that leaves docs/; null for any other.
 * @param {string} href
 * @param {string} page below docs/
 */
function pathOutside(href, page) {
  if (/^([a-z]+:|#|\/)/.test(href)) return null;
  const path = posix.join('docs', posix.dirname(page), href);
  return path.startsWith('docs/') ? null : path;
}

/**
 * Markdown as the repository's hosts show it: links to files that no page shows lead to `source`, or are text where
 * that is '', and braces in code are no expressions of Vue.
 * @param {string} source the address of the repository's files
 */
export const asInTheRepository = (source) => (/** @type {any} */ markdown) => {
  markdown.core.ruler.push('kubehop-links-outside', (/** @type {any} */ state) => {
    for (const { children } of state.tokens) {
      let isCut = false;
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const path = pathOutside(token.attrGet('href') ?? '', state.env.relativePath ?? '');
          isCut = path !== null && source === '';
          if (path !== null && source) token.attrSet('href', `${source}/${path}`);
        }
        if (isCut && token.type.startsWith('link_')) Object.assign(token, { type: 'text', content: '' });
      }
    }
  });
  markdown.renderer.rules.code_inline = (/** @type {any[]} */ tokens, /** @type {number} */ i) =>
    `<code v-pre>${markdown.utils.escapeHtml(tokens[i].content)}</code>`;
};
