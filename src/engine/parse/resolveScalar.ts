/** A scalar's value in Go: bigint for integers that a double cannot hold. */
export type Scalar = string | number | bigint | boolean | null;

/** Thrown for a tag that does not fit its value. */
export class TagError extends Error {}

const WORDS: ReadonlyMap<string, boolean | null | number> = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((w) => [w, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((w) => [w, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((w) => [w, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((w) => [w, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((w) => [w, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((w) => [w, Number.NEGATIVE_INFINITY] as const),
]);

const INTEGER = /^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const DOT_FLOAT = /^\.[0-9]+([eE][-+]?[0-9]+)?$/;
const LONGEST_UINT = 18446744073709551615n;
const LONGEST_INT = 9223372036854775808n;

/** strconv.ParseInt and ParseUint with base 0: undefined when it is none, or is longer than 64 bits. */
function parseInteger(text: string): number | bigint | undefined {
  if (!INTEGER.test(text)) return undefined;
  const sign = text[0] === '-' || text[0] === '+' ? text[0] : '';
  let digits = text.slice(sign.length);
  if (/^0[0-7]/.test(digits)) digits = `0o${digits.slice(1)}`;
  if (digits.length < 15) {
    const value = Number(digits);
    return sign === '-' && value !== 0 ? -value : value;
  }
  const value = BigInt(digits);
  // A sign is read by ParseInt only, which ends at 63 bits.
  if (sign === '-' ? value > LONGEST_INT : sign === '+' ? value >= LONGEST_INT : value > LONGEST_UINT) {
    return undefined;
  }
  const signed = sign === '-' ? -value : value;
  const double = Number(signed);
  return Number.isSafeInteger(double) ? double : signed;
}

/** The value of plain text, as go-yaml v2 resolves it: strings where others see dates and base 60. */
export function resolvePlain(text: string): Scalar {
  const c = text.length === 0 ? 0 : text.charCodeAt(0);
  const digit = c >= 48 && c <= 57;
  if (digit || c === 43 || c === 45) {
    if (text.length === 1 && digit) return c - 48;
    const special = WORDS.get(text);
    if (special !== undefined) return special;
    const plain = text.includes('_') ? text.replaceAll('_', '') : text;
    const integer = parseInteger(plain);
    if (integer !== undefined) return integer;
    if (FLOAT.test(plain)) {
      const value = Number(plain);
      if (Number.isFinite(value)) return value === 0 ? 0 : value;
    }
    return text;
  }
  if (c === 46) {
    const special = WORDS.get(text);
    if (special !== undefined) return special;
    const value = DOT_FLOAT.test(text) ? Number(text) : Number.NaN;
    return Number.isFinite(value) ? value : text;
  }
  // Only these letters, `~` and nothing at all can be a word: y Y n N t T f F o O.
  if (text.length <= 5 && (c === 0 || c === 126 || 'yYnNtTfFoO'.includes(text[0] as string))) {
    const word = WORDS.get(text);
    return word === undefined ? text : word;
  }
  return text;
}

const typeTag = (value: Scalar): string => {
  if (value === null) return '!!null';
  if (typeof value === 'boolean') return '!!bool';
  if (typeof value === 'bigint') return '!!int';
  if (typeof value === 'number') return Number.isInteger(value) ? '!!int' : '!!float';
  return '!!str';
};

function decodeBase64(text: string): string {
  const clean = text.replaceAll(/[\r\n]/g, '');
  if (!/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(clean)) {
    throw new TagError('yaml: !!binary value contains invalid base64 data');
  }
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let bits = 0;
  let count = 0;
  let octets = '';
  for (const letter of clean.replaceAll('=', '')) {
    bits = (bits << 6) | alphabet.indexOf(letter);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    octets += `%${((bits >> count) & 255).toString(16).padStart(2, '0')}`;
    bits &= (1 << count) - 1;
  }
  try {
    return decodeURIComponent(octets);
  } catch {
    return '\ufffd';
  }
}

const STANDARD = 'tag:yaml.org,2002:';

/** The value of a scalar that has a tag (in its long form). */
export function resolveTagged(tag: string, text: string): Scalar {
  const name = tag.startsWith(STANDARD) ? tag.slice(STANDARD.length) : undefined;
  if (name === 'str') return text;
  if (name === 'binary') return decodeBase64(text);
  if (name === undefined || !['bool', 'int', 'float', 'null', 'timestamp'].includes(name)) return text;
  const value = resolvePlain(text);
  const found = typeTag(value);
  const fits =
    found === `!!${name}` || (name === 'float' && found === '!!int') || (name === 'timestamp' && found === '!!str');
  if (!fits) throw new TagError(`yaml: cannot decode ${found} \`${text}\` as a !!${name}`);
  return value;
}
