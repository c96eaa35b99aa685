import type { Extension } from '@codemirror/state';
import { Decoration, EditorView, MatchDecorator } from '@codemirror/view';
import { matched } from './matched.ts';

/** Characters by which the rest of a line stands deeper than its beginning. */
const DEEPER = 2;
/** What begins even deeper goes on here, or nothing would be left of a narrow pane. */
const DEEPEST = 16;

const depths = Array.from({ length: DEEPEST + 1 }, (_, depth) => Decoration.line({ class: `cm-depth-${depth}` }));

const decorator = new MatchDecorator({
  regexp: /^[ -]+(?=\S)/g,
  decorate: (add, from, to) => add(from, from, depths[Math.min(to - from, DEEPEST)] as Decoration),
});

const from = (depth: number): Record<string, string> => ({
  paddingLeft: `calc(4px + ${depth + DEEPER}ch)`,
  textIndent: `-${depth + DEEPER}ch`,
});

/**
 * A line that is longer than the pane goes on below itself, a little deeper than it begins: what is written stays in
 * sight, and the indentation of YAML can be read. Classes, as the page's security policy allows no `style` attributes.
 */
export const longLines: Extension = [
  EditorView.lineWrapping,
  matched(decorator),
  EditorView.theme({
    '.cm-line': { paddingRight: '14px', ...from(0) },
    ...Object.fromEntries(depths.map((_, depth) => [`.cm-depth-${depth}`, from(depth)])),
  }),
];
