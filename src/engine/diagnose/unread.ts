import type { Diagnostic } from '../../model/Diagnostic.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { parseText } from '../parse/parse.ts';

/** What Go's templates, and Jinja's, have their values in. */
const ACTION = /\{\{.*?\}\}/;
/** YAML is indented with blanks alone (YAML 1.2, 6.1). */
const TABS = /^ *\t[ \t]*/gm;

/** What people paste that is no YAML, and why: a template that nobody has rendered, or tabs. */
export function explainSyntax({ text, start }: ParsedDocument): Partial<Diagnostic> | undefined {
  const action = ACTION.exec(text);
  if (action) {
    const at = start + action.index;
    return { code: 'yaml/template', hint: ['isTemplate'], span: { start: at, end: at + action[0].length } };
  }
  const [first, ...more] = text.matchAll(TABS);
  if (!first) return undefined;
  const spanOf = ({ 0: tabs, index }: RegExpExecArray) => ({
    start: start + index,
    end: start + index + tabs.length,
  });
  const blanks = (tabs: string, width: number): string => tabs.replaceAll('\t', ' '.repeat(width));
  // as wide as makes YAML of it
  const width = [2, 4, 8].find((wide) =>
    parseText(text.replace(TABS, (tabs) => blanks(tabs, wide))).documents.every(({ error }) => error === undefined),
  );
  return {
    code: 'yaml/tabs',
    hint: ['noTabs'],
    span: spanOf(first),
    ...(width !== undefined && {
      fixes: [
        {
          title: ['blanksForTabs'],
          edits: [first, ...more].map((found) => ({ span: spanOf(found), text: blanks(found[0], width) })),
        },
      ],
    }),
  };
}
