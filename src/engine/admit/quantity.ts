import { remembering } from '../remembering.ts';

/** Thrown for a text that is no quantity. */
export class QuantityError extends Error {}

/** parseQuantityString: what can be read at all. A number may be missing: it is 0. */
const FORM = /^([+-]?)0*(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[+-]?\d*)$/;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const EXPONENT = /^[eE]([+-]?\d+)$/;

type Family = 'binary' | 'decimal' | 'exponent';

interface Amount {
  /** In billionths. */
  nano: bigint;
  family: Family;
}

interface Quantity extends Amount {
  /** The server writes it as it was given. */
  asGiven: boolean;
}

export const isQuantity = (text: string): boolean => {
  const [, , , , suffix] = FORM.exec(text) ?? [];
  return text !== '' && suffix !== undefined && suffixOf(suffix) !== undefined;
};

const pow = (base: bigint, exponent: number): bigint => base ** BigInt(exponent);

/** suffixer.interpret: a power of 1024 or of ten. */
function suffixOf(suffix: string): { family: Family; exponent: number } | undefined {
  const decimal = DECIMAL.indexOf(suffix);
  if (decimal >= 0) return { family: 'decimal', exponent: (decimal - 3) * 3 };
  const binary = BINARY.indexOf(suffix);
  if (binary > 0) return { family: 'binary', exponent: binary };
  const [, power] = EXPONENT.exec(suffix) ?? [];
  // Beyond the largest power nothing is told apart any more.
  return power === undefined ? undefined : { family: 'exponent', exponent: Math.min(Number(power), LARGEST_POWER) };
}

const LARGEST_POWER = 400;

/** ParseQuantity */
function read(text: string): Quantity {
  const [, sign = '', digits, fraction = '', suffix = ''] = FORM.exec(text) ?? [];
  if (text === '' || digits === undefined)
    throw new QuantityError(
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    );
  const unit = suffixOf(suffix);
  if (!unit) throw new QuantityError("unable to parse quantity's suffix");
  const shifted = (digits || '0') + fraction;
  const { family, exponent } = unit;
  const value = BigInt(shifted);
  const scale = (family === 'binary' ? 0 : exponent) - fraction.length;
  const nano = inNano(family === 'binary' ? value * pow(1024n, exponent) : value, scale + 9);
  const capped = family === 'binary' && nano > LARGEST ? LARGEST : nano;
  const asGiven =
    family === 'binary'
      ? fraction === '' && (digits || '0').length + exponent * 3 < 15 && value % 8n !== 0n
      : shifted.length <= 18 && scale >= -9 && scale % 3 === 0 && !/^0|000$/.test(shifted);
  return { nano: sign === '-' ? -capped : capped, family, asGiven };
}

/** What is finer than a billionth is rounded away from zero. */
function inNano(value: bigint, scale: number): bigint {
  if (scale >= 0) return value * pow(10n, scale);
  const unit = pow(10n, Math.min(-scale, LARGEST_POWER));
  return (value + unit - 1n) / unit;
}

export const NANO = 1_000_000_000n;

/** A quantity of bytes ends where an int64 does. */
const LARGEST = (2n ** 63n - 1n) * NANO;

function inBinary(whole: bigint): string {
  let value = whole;
  let step = 0;
  while (value !== 0n && value % 1024n === 0n && step < 6) {
    value /= 1024n;
    step++;
  }
  return `${value}${BINARY[step]}`;
}

/**
 * The same quantity the way the API server writes it: `0.5` → `500m`, `1024Mi` → `1Gi`. What looks canonical to it stays
 * as it is: `+5`, `1.500`, `0100m`.
 */
export const canonicalQuantity = remembering((text) => {
  const quantity = read(text);
  return quantity.asGiven ? text : written(quantity);
});

/** CanonicalizeBytes: beyond the largest suffix there is none. */
function written({ nano, family }: Amount): string {
  if (nano < 0n) return `-${written({ nano: -nano, family })}`;
  if (nano === 0n) return '0';
  // Below 1024 bytes the decimal form is used.
  if (family === 'binary' && nano % NANO === 0n && nano / NANO >= 1024n) return inBinary(nano / NANO);
  let value = nano;
  let step = 0;
  while (value % 1000n === 0n) {
    value /= 1000n;
    step++;
  }
  if (family === 'exponent') {
    const exponent = (step - 3) * 3;
    return `${value}${exponent === 0 ? '' : `e${exponent}`}`;
  }
  return `${value}${DECIMAL[step] ?? ''}`;
}

/** For comparisons: in billionths. */
export const quantityValue = remembering((text) => read(text).nano);

export const isWhole = (text: string): boolean => quantityValue(text) % NANO === 0n;

const MILLI = NANO / 1000n;

/** SetDefaults_ResourceList: what is finer than a thousandth is rounded away from zero. */
export function roundUp(list: Record<string, string> | undefined): void {
  for (const [name, text] of Object.entries(list ?? {})) {
    if (list === undefined || quantityValue(text) % MILLI === 0n) continue;
    const { nano, family } = read(text);
    const away = nano < 0n ? 1n - MILLI : MILLI - 1n;
    list[name] = written({ nano: ((nano + away) / MILLI) * MILLI, family });
  }
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
