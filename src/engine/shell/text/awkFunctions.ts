import { type AwkState, numberOf, textOf, type Value } from './AwkState.ts';

type Given = Value | RegExp | undefined;

const text = (state: AwkState, given: Given): string =>
  given === undefined || given instanceof RegExp ? state.line.text : textOf(given);
const number = (given: Given): number => (given === undefined || given instanceof RegExp ? 0 : numberOf(given));

/** The functions of awk that lines are cut and counted with. */
export const awkFunctions: Record<string, (state: AwkState, given: readonly Given[]) => Value> = {
  length: (state, [value]) => text(state, value).length,
  tolower: (state, [value]) => text(state, value).toLowerCase(),
  toupper: (state, [value]) => text(state, value).toUpperCase(),
  int: (_, [value]) => Math.trunc(number(value)),
  index: (state, [value, sought]) => text(state, value).indexOf(text(state, sought)) + 1,
  substr: (state, [value, from, count]) => {
    const start = Math.round(number(from)) - 1;
    const end = count === undefined ? undefined : Math.max(0, start + Math.round(number(count)));
    return text(state, value).slice(Math.max(0, start), end);
  },
  sprintf: (state, [format, ...values]) =>
    formatted(
      text(state, format),
      values.map((one) => text(state, one)),
    ),
};

/** `printf`: `%s`, `%d`, `%f` and `%%`, with width, `-`, `0` and precision. */
export function formatted(format: string, values: readonly Value[]): string {
  let next = 0;
  return format.replace(
    /%(%|(-?)(0?)(\d*)(?:\.(\d+))?([sdif]))/g,
    (_, kind: string, left, zero, width, digits, type) => {
      if (kind === '%') return '%';
      const value = values[next++] ?? '';
      const put =
        type === 's'
          ? textOf(value).slice(0, digits === undefined ? undefined : Number(digits))
          : type === 'f'
            ? numberOf(value).toFixed(Number(digits ?? 6))
            : String(Math.trunc(numberOf(value)));
      return left ? put.padEnd(Number(width)) : put.padStart(Number(width), zero && type !== 's' ? '0' : ' ');
    },
  );
}
