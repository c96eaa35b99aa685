import type { Dice } from '../../kernel-check/Dice.ts';
import { ParseMemo, type ParsedText, parseText } from '../../src/engine/parse/parse.ts';
import { mutated } from '../../test/mutations/mutate.ts';
import { documents } from '../seeds.ts';
import { hold, type Target, without } from '../Target.ts';

const TOKENS = [
  'a',
  'b: ',
  ': ',
  '- ',
  '? ',
  '  ',
  '\n',
  '\n  ',
  '\n- ',
  '|\n',
  '>-\n',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '&x ',
  '*x',
  '<<: *x',
  '!!binary ',
  '!!set ',
  '# c',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '\t',
  '\\',
  '\u0085',
  '0o7',
  '1_0',
  '.inf',
  'y',
  '=',
  '2026-11-28T00:00:00Z',
  '190:20:30',
  '😀',
  '\uFEFF',
  '\u2028',
];

/** Something like YAML, from its signs; or a manifest with things wrong. */
function textOf(dice: Dice): string {
  if (dice.chance(0.5)) return Array.from({ length: dice.between(1, 24) }, () => dice.pick(TOKENS)).join('');
  return mutated(dice.pick(documents), () => dice.next());
}

const shown = ({ documents: all }: ParsedText): string =>
  JSON.stringify(
    all.map(({ value, start, end, diagnostics }) => [value ?? null, start, end, diagnostics]),
    (_, one: unknown) => (typeof one === 'bigint' ? `${one}n` : one),
  );

/** Reads it; what is said of it has its place in it. */
function read(text: string, memo?: ParseMemo): ParsedText {
  const parsed = parseText(text, memo);
  for (const { start, end } of parsed.documents)
    hold(start >= 0 && start <= end && end <= text.length, `a document outside the text: ${start}-${end}`, text);
  for (const { span } of parsed.diagnostics)
    if (span) hold(span.start >= 0 && span.end <= text.length, `a place outside: ${span.start}-${span.end}`, text);
  return parsed;
}

export const yaml: Target = {
  name: 'yaml',
  title: 'reading: never throws, places lie in the text, and an edit reads as the whole text does',
  short: 6000,
  quick: true,
  once(dice) {
    const before = textOf(dice);
    const memo = new ParseMemo();
    without(before, () => read(before, memo));
    const after = mutated(before, () => dice.next());
    const edit = { before, after };
    const [carried, anew] = without(edit, () => [read(after, memo), read(after)]);
    hold(shown(carried) === shown(anew), `after the edit ${shown(carried)}, anew ${shown(anew)}`, edit);
    return 3;
  },
};
