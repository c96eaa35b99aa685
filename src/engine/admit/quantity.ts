import { remembering } from '../remembering.ts';

/** Thrown for a text that is no quantity. */
export class QuantityError extends Error {}

const FORM = /^([+-]?)(\d+\.?\d*|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]?|[eE][+-]?\d+)$/;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

export const isQuantity = (text: string): boolean => FORM.test(text);

const pow = (base: bigint, exponent: number): bigint => base ** BigInt(exponent);

/** In billionths, with the family of its suffix. */
function read(text: string): { nano: bigint; family: 'binary' | 'decimal' | 'exponent' } {
  const [, sign = '', number = '', suffix = ''] = FORM.exec(text) ?? [];
  if (number === '') {
    throw new QuantityError(
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    );
  }
  const [whole = '', fraction = ''] = number.split('.');
  const digits = BigInt(whole + fraction);
  const binary = BINARY.indexOf(suffix);
  const decimal = DECIMAL.indexOf(suffix);
  let scaled: bigint;
  let scale = 9 - fraction.length;
  if (suffix !== '' && binary > 0) scaled = digits * pow(1024n, binary);
  else {
    scaled = digits;
    scale += decimal >= 0 ? (decimal - 3) * 3 : Number(suffix.slice(1));
  }
  let nano = scale >= 0 ? scaled * pow(10n, scale) : scaled / pow(10n, -scale);
  // What is finer than a billionth is rounded away from zero.
  if (scale < 0 && nano * pow(10n, -scale) !== scaled) nano += 1n;
  const family = suffix !== '' && binary > 0 ? 'binary' : decimal >= 0 ? 'decimal' : 'exponent';
  return { nano: sign === '-' ? -nano : nano, family };
}

export const NANO = 1_000_000_000n;

function inBinary(whole: bigint): string {
  let value = whole;
  let step = 0;
  while (value !== 0n && value % 1024n === 0n && step < 6) {
    value /= 1024n;
    step++;
  }
  return `${value}${BINARY[step]}`;
}

/** The same quantity the way the API server writes it: `0.5` → `500m`, `1024Mi` → `1Gi`. */
export const canonicalQuantity = remembering(makeCanonical);

function makeCanonical(text: string): string {
  const { nano, family } = read(text);
  if (nano === 0n) return '0';
  const sign = nano < 0n ? '-' : '';
  const size = nano < 0n ? -nano : nano;
  // Below 1024 bytes the decimal form is used.
  if (family === 'binary' && size % NANO === 0n && size / NANO >= 1024n) return sign + inBinary(size / NANO);
  let value = size;
  let step = 0;
  while (value % 1000n === 0n && step < 9) {
    value /= 1000n;
    step++;
  }
  if (family === 'exponent') {
    const exponent = (step - 3) * 3;
    return `${sign}${value}${exponent === 0 ? '' : `e${exponent}`}`;
  }
  return `${sign}${value}${DECIMAL[step]}`;
}

/** For comparisons: in billionths. */
export const quantityValue = remembering((text) => read(text).nano);

export const isWhole = (text: string): boolean => quantityValue(text) % NANO === 0n;

/** Finer than a thousandth, in the form that is kept. */
export const isFiner = (canonical: string): boolean => canonical.endsWith('u') || canonical.endsWith('n');

/** Rounded away from zero (apimachinery: resource.Quantity, RoundUp). */
export function toThousandths(text: string): string {
  const milli = NANO / 1000n;
  const nano = quantityValue(text);
  const away = nano < 0n ? 1n - milli : milli - 1n;
  return canonicalQuantity(`${(nano + away) / milli}m`);
}

/** The same amount in the form of another one, as far as it is whole. */
export function formatLike(text: string, like: string): string {
  const { nano, family } = read(text);
  if (family === read(like).family) return text;
  const whole = (nano + NANO - 1n) / NANO;
  return read(like).family === 'binary' && whole >= 1024n ? inBinary(whole) : canonicalQuantity(String(whole));
}

/** A sum, in the form of the first that is not zero (apimachinery: resource.Quantity, Add). */
export function addQuantities(a: string, b: string): string {
  const [left, right] = [read(a), read(b)];
  const { family } = left.nano === 0n ? right : left;
  const nano = left.nano + right.nano;
  const whole = nano % NANO === 0n;
  return family === 'binary' && whole
    ? inBinary(nano / NANO)
    : canonicalQuantity(family === 'exponent' ? `${nano}e-9` : `${nano}n`);
}
