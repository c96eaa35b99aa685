import { formatted } from './awkFormat.ts';
import type { AwkState } from './AwkState.ts';
import { numberOf, textOf, type Value } from './awkValues.ts';

const text = (value: Value = ''): string => textOf(value);
const number = (value: Value = 0): number => numberOf(value);

/** The functions of awk that lines are cut and counted with. */
export const awkFunctions: Record<string, (state: AwkState, given: readonly Value[]) => Value> = {
  length: (state, [value = state.line.text]) => text(value).length,
  tolower: (_, [value]) => text(value).toLowerCase(),
  toupper: (_, [value]) => text(value).toUpperCase(),
  int: (_, [value]) => Math.trunc(number(value)),
  index: (_, [value, sought]) => text(value).indexOf(text(sought)) + 1,
  // as gawk has it: cut off, not rounded, and what begins before the text begins with it
  substr: (_, [value, from, count]) => {
    const start = Math.max(1, Math.trunc(number(from))) - 1;
    const end = count === undefined ? undefined : start + Math.max(0, Math.trunc(number(count)));
    return text(value).slice(start, end);
  },
  sprintf: (_, [format, ...values]) => formatted(text(format), values),
};
