/** What tells exact halves; a number with more is none. */
const EXACT = 100;

/** `%.Nf` of C. An exact half goes to the even digit there, and away from zero in JavaScript: 12.25 is 12.2. */
export function fixed(number: number, digits: number): string {
  if (Math.abs(number) >= 1e21) return `${BigInt(number)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
  const [whole = '', rest = ''] = number.toFixed(EXACT).split('.');
  const down = digits > 0 ? `${whole}.${rest.slice(0, digits)}` : whole;
  return /^50*$/.test(rest.slice(digits)) && /[02468]$/.test(down) ? down : number.toFixed(digits);
}

/** `%.Ne` of C, whose exponent has two digits at least. */
export const exponential = (number: number, digits: number): string =>
  number.toExponential(digits).replace(/e([-+])(\d)$/, 'e$10$2');

/** `%.Ng` of C: the shorter of the two, without the zeros at its end. */
export function general(number: number, digits: number): string {
  const most = Math.max(1, digits);
  const exponent = Number(number.toExponential(most - 1).split('e')[1]);
  if (exponent >= -4 && exponent < most) return fixed(number, most - 1 - exponent).replace(/(\.\d*?)0+$|\.$/, trim);
  return exponential(number, most - 1).replace(/(\.\d*?)0+(?=e)/, trim);
}

const trim = (_: string, kept?: string): string => (kept === '.' ? '' : (kept ?? ''));
