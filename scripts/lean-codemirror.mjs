// @ts-check
// CodeMirror's view with less work for each key, where the library has no option for it.
import { exchange } from './exchange.mjs';

const view = /\/@codemirror\/view\/dist\/index\.js$/;

/** Text within the module, and what stands for it. */
const exchanged = [
  // lines drawn beyond the window, in pixels above and below together: every one of them moves when a line is put in or
  // wraps. In a column of a page half as many are enough for a scrolling hand.
  ['1000 /* VP.Margin */', '500'],
  // what is visible is what the editor's own scroller shows: nothing around it scrolls, and each ancestor that is asked
  // is a style and four measures
  ['parent && parent != doc.body;', 'parent == dom.parentNode;'],
];

/** @returns {import('vite').Plugin} */
export function leanCodemirror() {
  return {
    name: 'kubehop:lean-codemirror',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!view.test(id)) return null;
      return exchanged.reduce((text, texts) => exchange('CodeMirror', text, texts), code);
    },
  };
}
