import type { Dice } from '../../kernel-check/Dice.ts';
import { examine } from '../../src/engine/examine.ts';
import { parseText } from '../../src/engine/parse/parse.ts';
import { withEdits } from '../../src/model/withEdits.ts';
import { mutated } from '../../test/mutations/mutate.ts';
import { documents } from '../seeds.ts';
import { hold, type Target, without } from '../Target.ts';

/** What people do to a manifest without noticing. */
const SLIPS: ((text: string, dice: Dice) => string)[] = [
  (text, dice) => mutated(text, () => dice.next()),
  // a line further to the right, or to the left
  (text, dice) =>
    at(text, /^ *(?=\S)/gm, dice, (margin) =>
      dice.chance(0.5) ? `${margin}${' '.repeat(dice.between(1, 3))}` : margin.slice(2),
    ),
  (text, dice) => at(text, /: /g, dice, () => ':'),
  (text, dice) => at(text, /\w{4,}(?=:)/g, dice, (name) => name.slice(0, 2) + name.slice(3)),
  (text, dice) => at(text, /\d+/g, dice, (number) => `"${number}"`),
  (text, dice) =>
    at(text, /(?<=: )[\w.-]+$/gm, dice, (value) =>
      dice.pick([value.toLowerCase(), `[${value}]`, `{${value}: ${value}}`, '1', 'true', '__proto__']),
    ),
  (text, dice) => at(text, /[\w-]+(?=:)/g, dice, (name, all) => dice.pick([...all, name, '__proto__', 'constructor'])),
];

/** One of the places that fit becomes something else. */
function at(text: string, pattern: RegExp, dice: Dice, become: (found: string, all: string[]) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { 0: one, index } = dice.pick(found);
  const all = found.map(([some]) => some);
  return text.slice(0, index) + become(one, all) + text.slice(index + one.length);
}

const unread = (text: string): number => parseText(text).documents.filter(({ error }) => error !== undefined).length;

export const diagnosis: Target = {
  name: 'diagnosis',
  title: 'the checks: answer whatever is pasted, places lie in the text, and after no fix less of it can be read',
  short: 300,
  once(dice) {
    let text = Array.from({ length: dice.between(1, 3) }, () => dice.pick(documents)).join('---\n');
    for (let n = dice.between(1, 4); n > 0; n--) text = dice.pick(SLIPS)(text, dice);
    const found = without(text, () => examine(text));
    hold(({} as { polluted?: unknown }).polluted === undefined, 'a prototype was changed', text);
    for (const { code, span, fixes = [] } of found) {
      if (span)
        hold(
          span.start >= 0 && span.start <= span.end && span.end <= text.length,
          `${code} is outside of the text`,
          text,
        );
      for (const { title, edits } of fixes) {
        const after = withEdits(text, edits);
        hold(after !== text, `${code}: ${title.join(' ')} changes nothing`, text);
        hold(unread(after) <= unread(text), `${code}: after ${title.join(' ')} less can be read`, { text, after });
      }
    }
    return 1;
  },
};
