import { exponential, fixed, general } from './awkNumbers.ts';
import { isNumber, numberOf, textOf, type Value } from './awkValues.ts';

/** Wider fields, or more digits, are a mistake, or meant to fill the memory. */
const MOST_WIDE = 1000;
const MOST_DIGITS = 50;

const ofWhole = (base: number) => (number: number, digits: number) =>
  BigInt(Math.trunc(number)).toString(base).padStart(digits, '0');
/** A negative number as the 64 bits of C. */
const unsigned = (base: number) => (number: number, digits: number) =>
  BigInt.asUintN(64, BigInt(Math.trunc(number)))
    .toString(base)
    .padStart(digits, '0');

/** How many digits a conversion has unless told, whether it has a sign, and its digits of a number without one. */
const NUMBERS: Record<string, { digits: number; signed: boolean; put(number: number, digits: number): string }> = {
  d: { digits: 0, signed: true, put: ofWhole(10) },
  i: { digits: 0, signed: true, put: ofWhole(10) },
  u: { digits: 0, signed: false, put: unsigned(10) },
  o: { digits: 0, signed: false, put: unsigned(8) },
  x: { digits: 0, signed: false, put: unsigned(16) },
  f: { digits: 6, signed: true, put: fixed },
  e: { digits: 6, signed: true, put: exponential },
  g: { digits: 6, signed: true, put: general },
};

const characterOf = (value: Value): string =>
  isNumber(value) ? String.fromCodePoint(numberOf(value) & 0xffff) : ([...textOf(value)][0] ?? '');

/** The formats of `printf` and `sprintf`: `%s`, `%c`, `%d`, `%x`, `%f` and the like, with flags, width and precision. */
export function formatted(format: string, values: readonly Value[]): string {
  let next = 0;
  return format.replace(
    /%(?:%|([-+ 0]*)(\d*)(\.\d*)?(.?))/gs,
    (whole, flags: string, width: string, precision: string | undefined, type: string) => {
      if (whole === '%%') return '%';
      const number = NUMBERS[type.toLowerCase()];
      const known = type === 's' || type === 'c' || (number && /[diouxfegXEG]/.test(type));
      const digits = Number(precision?.slice(1) ?? number?.digits);
      if (!known || Number(width) > MOST_WIDE || digits > (number ? MOST_DIGITS : MOST_WIDE))
        throw new Error(`not simulated: ${whole}`);
      const value = values[next++];
      if (value === undefined) throw new Error(`not enough arguments for the format ${format}`);
      const [sign, put] = number
        ? numberPut(number, numberOf(value), digits, flags)
        : [
            '',
            type === 'c' ? characterOf(value) : textOf(value).slice(0, precision === undefined ? undefined : digits),
          ];
      const shown = type === type.toLowerCase() ? put : put.toUpperCase();
      if (flags.includes('-')) return (sign + shown).padEnd(Number(width));
      const zeros = flags.includes('0') && number && !(precision && number.digits === 0);
      return zeros ? sign + shown.padStart(Number(width) - sign.length, '0') : (sign + shown).padStart(Number(width));
    },
  );
}

function numberPut(
  { signed, digits: usual, put }: (typeof NUMBERS)[string],
  number: number,
  digits: number,
  flags: string,
): [sign: string, put: string] {
  if (!Number.isFinite(number)) throw new Error(`not simulated: the number ${number}`);
  if (!signed) return ['', put(number, digits)];
  const minus = (usual === 0 ? Math.trunc(number) : number) < 0;
  return [minus ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '', put(Math.abs(number), digits)];
}
