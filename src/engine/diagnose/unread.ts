import type { Diagnostic, Fix } from '../../model/Diagnostic.ts';
import type { FixTitle } from '../../model/Message.ts';
import { withEdits } from '../../model/withEdits.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { parseText } from '../parse/parse.ts';
import { isPlain } from '../plain.ts';
import { type Edit, insert } from '../textEdits.ts';
import { straysIn } from './strays.ts';
import { tightColon } from './tightColon.ts';

/** What Go's templates, and Jinja's, have their values in. */
const ACTION = /\{\{.*?\}\}/;
/** YAML is indented with blanks alone (YAML 1.2, 6.1). */
const TABS = /^ *\t[ \t]*/gm;

/** Lines from the place of an error in which its cause is looked for. */
const NEAR = 2;
/** A line too far to the left may be told of only where the next one is that belongs to the same map. */
const BEFORE = 12;
/** Margins of other lines that are tried for one. */
const MARGINS = 4;
/** A longer document is not read again and again. */
const LONGEST = 100_000;

/**
 * What people paste that is no YAML, and why: a template that nobody has rendered, tabs, a colon without a blank, a line
 * that begins where no other does.
 */
export function explainSyntax(document: ParsedDocument, { span }: Diagnostic): Partial<Diagnostic> | undefined {
  const { text, start } = document;
  const action = ACTION.exec(text);
  if (action) {
    const at = start + action.index;
    return { code: 'yaml/template', hint: ['isTemplate'], span: { start: at, end: at + action[0].length } };
  }
  const [first, ...more] = text.matchAll(TABS);
  if (!first) return slipNear(document, span?.start ?? start);
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

/** The smallest change near an error after which the document can be read. */
function slipNear({ text, start }: ParsedDocument, error: number): Partial<Diagnostic> | undefined {
  if (text.length > LONGEST) return undefined;
  /** What the document is after some edits, if it is one. */
  const readable = (edits: Edit[]): unknown => {
    const { documents } = parseText(withEdits(text, edits));
    const [after] = documents;
    return documents.length === 1 && after?.error === undefined && isPlain(after?.value) ? after.value : undefined;
  };
  const fixOf = (title: FixTitle, edits: Edit[]): Fix[] => {
    const shift = ({ span, text: put }: Edit): Edit => ({
      span: { start: span.start + start, end: span.end + start },
      text: put,
    });
    return [{ title, edits: edits.map(shift) }];
  };
  const lines = linesOf(text);
  const at = lines.findLastIndex(({ begin }) => begin <= error - start);
  const around = lines.slice(Math.max(0, at - NEAR), at + NEAR + 1);

  const tight = [...text.matchAll(tightColon())].map(({ 0: key, index }) => insert(index + key.length, ' '));
  const [from, to] = [around[0]?.begin ?? 0, (around.at(-1)?.begin ?? 0) + (around.at(-1)?.line.length ?? 0)];
  const near = tight.filter(({ span }) => span.start >= from && span.start <= to);
  for (const edits of [...near.map((one) => [one]), tight]) {
    const [first] = edits;
    if (!first || !readable(edits)) continue;
    const colon = start + first.span.start;
    return {
      hint: ['blankAfterColon'],
      span: { start: colon - 1, end: colon },
      fixes: fixOf(['spaceColon'], edits),
    };
  }

  const places = [at, at + 1, ...Array.from({ length: BEFORE }, (_, i) => at - 1 - i)];
  const margins = marginsOf(lines);
  const aligned = places.flatMap((i) => {
    const { begin, line, width } = lines[i] ?? NO_LINE;
    if (line.trim() === '') return [];
    const span = { start: start + begin + width, end: start + begin + line.trimEnd().length };
    const nearest = margins.filter((margin) => margin !== width);
    nearest.sort((a, b) => Math.abs(a - width) - Math.abs(b - width));
    return nearest.slice(0, MARGINS).flatMap((margin) => {
      const edit = { span: { start: begin, end: begin + width }, text: ' '.repeat(margin) };
      const after = readable([edit]);
      return after ? [{ span, fixes: fixOf(['align'], [edit]), strays: straysIn(after) }] : [];
    });
  });
  const [best] = aligned.sort((a, b) => a.strays - b.strays);
  return best && { hint: ['misaligned'], span: best.span, fixes: best.fixes };
}

interface Line {
  begin: number;
  line: string;
  width: number;
}

const NO_LINE: Line = { begin: 0, line: '', width: 0 };

/** Where lines begin, and what stands behind the hyphen of an item. */
const marginsOf = (lines: readonly Line[]): number[] => [
  ...new Set(
    lines.flatMap(({ line, width }) => {
      const dash = /^ *((?:- +)+)/.exec(line)?.[1]?.length ?? 0;
      return line.trim() === '' ? [] : [width, width + dash];
    }),
  ),
];

/** The lines of a text: where each begins, and how far it is indented. */
function linesOf(text: string): Line[] {
  let next = 0;
  return text.split('\n').map((line) => {
    const begin = next;
    next += line.length + 1;
    return { begin, line, width: line.length - line.trimStart().length };
  });
}
